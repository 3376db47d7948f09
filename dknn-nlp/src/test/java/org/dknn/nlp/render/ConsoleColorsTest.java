package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.Renderer.ConsoleColors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleColorsTest {

    private static final Explanation EXPLANATION =
            Samples.withValues("yes no so mid low", Attributions.of("m", 1, 1, -1, 0, 0.5, -0.125));

    @ParameterizedTest
    @CsvSource(textBlock = """
                '',                                          NONE
                TERM=dumb,                                   NONE
                TERM=,                                       NONE
                TERM=xterm,                                  SIXTEEN
                TERM=xterm COLORTERM=,                       SIXTEEN
                TERM=xterm COLORTERM=truecolor,              TRUE_COLOR
                TERM=xterm COLORTERM=24BIT,                  TRUE_COLOR
                TERM=xterm-direct,                           TRUE_COLOR
                WT_SESSION=x,                                TRUE_COLOR
                TERM=xterm COLORTERM=truecolor NO_COLOR=1,   NONE
                TERM=xterm COLORTERM=truecolor NO_COLOR=0,   NONE
                TERM=xterm NO_COLOR=,                        SIXTEEN
                WT_SESSION=x NO_COLOR=1,                     NONE
                """)
    void the_environment_decides(String environment, ConsoleColors colors) {
        Map<String, String> variables = Arrays.stream(environment.split(" "))
                .filter(variable -> !variable.isEmpty())
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(variable -> variable[0], variable -> variable[1]));

        assertEquals(colors, ConsoleColors.of(variables));
    }

    @Test
    void without_colors_there_are_signs_and_no_codes() {
        String text = Renderer.ansi(ConsoleColors.NONE).render(EXPLANATION);

        assertTrue(text.contains("yes[+++] no[---] so mid[++] low[-]\n"), text);
        assertFalse(text.contains("\u001B"), text);
    }

    @Test
    void sixteen_colors_by_depth() {
        String text = Renderer.ansi(ConsoleColors.SIXTEEN).render(EXPLANATION);

        assertTrue(
                text.contains("\u001B[1;97;44myes\u001B[0m \u001B[4m\u001B[1;97;41mno\u001B[0m so "
                        + "\u001B[1;94mmid\u001B[0m \u001B[4m\u001B[91mlow\u001B[0m\n"),
                text);
        assertFalse(text.contains(";2;"), text);
    }

    @Test
    void other_palettes_have_other_colors() {
        String text = Renderer.ansi(ConsoleColors.SIXTEEN, Palette.GREEN_PURPLE).render(EXPLANATION);

        assertTrue(text.contains("\u001B[1;97;42myes\u001B[0m \u001B[4m\u001B[1;97;45mno\u001B[0m"), text);
    }

    @Test
    void signs_count_as_columns() {
        Explanation wide = Samples.withValues("good ".repeat(60), Attributions.of("m", 1, ones(60)));

        Renderer.ansi(ConsoleColors.NONE)
                .render(wide)
                .lines()
                .forEach(line -> assertTrue(Columns.width(line) <= 100, line));
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
