package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleRenderersTest {

    private static final String CODES = "\u001B\\[[0-9;]*m";

    private static String plain(Explanation explanation) {
        return Renderer.plain().render(explanation);
    }

    private static String ansi(Explanation explanation) {
        return Renderer.ansi().render(explanation);
    }

    @Test
    void plain_tells_everything_in_lines() {
        String text = plain(Samples.withValues(
                "a great film", Attributions.of("one", 1, 0.5, -0.25, 0), Attributions.of("two", 1, 0, 0, 0)));

        List<String> lines = text.lines().toList();
        assertEquals(List.of("a great film", "positive"), lines.subList(0, 2));
        assertEquals(
                "positive. Believe it? Undecided: too few texts were held out to tell, 4 where 19 are needed.",
                lines.get(2));
        // none of 6 neighbors disagrees, and all 4 calibration texts are at least as far; as the other label is for
        // none:
        // p-values (4 + 1) / 5 and (0 + 1) / 5
        assertEquals("credibility 1.000   confidence 0.800   conformity 1.000   network positive 0.750", lines.get(3));
        assertEquals("one two", lines.get(5).strip().replaceAll(" +", " "));
        assertEquals("full bar 0.500 full bar 0", lines.get(6).strip().replaceAll(" +", " "));
        assertTrue(lines.get(7).matches("a +\\+0\\.500 +\\|#{16} +0 +\\|"), lines.get(7));
        assertTrue(lines.get(8).matches("great +-0\\.250 +-{8}\\| +0 +\\|"), lines.get(8));
        assertTrue(lines.get(9).matches("film +0 +\\| +0 +\\|"), lines.get(9));
        assertEquals(lines.get(7).indexOf('|'), lines.get(8).indexOf('|'));
        assertEquals(lines.get(7).lastIndexOf('|'), lines.get(9).lastIndexOf('|'));
        assertEquals("sum: 3 positive", lines.get(11));
        assertTrue(lines.get(12).matches(" +0\\.000  positive  a great film"), lines.get(12));
    }

    @Test
    void plain_puts_many_methods_below_each_other() {
        Attributions[] many = IntStream.range(0, 5)
                .mapToObj(i -> Attributions.of("method " + i, 1, 1 - i))
                .toArray(Attributions[]::new);

        String text = plain(Samples.withValues("good", many));

        assertEquals(2, text.lines().filter(line -> line.startsWith("good  ")).count());
        IntStream.range(0, 5).forEach(i -> assertTrue(text.contains("method " + i), text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "good",
                "\u4E2D\u6587 e\u0301 \uD83D\uDC4D\uD83C\uDFFD good",
                "a long text that goes on and on and on and on and on and on and on and on and on and on and on and on"
            })
    void lines_are_at_most_100_columns(String text) {
        String plain = plain(Samples.explain(text));
        String ansi = ansi(Samples.explain(text)).replaceAll(CODES, "");

        for (String rendered : List.of(plain, ansi)) {
            rendered.lines().forEach(line -> assertTrue(Columns.width(line) <= 100, line));
            assertTrue(rendered.endsWith("\n"), rendered);
        }
        plain.lines().forEach(line -> assertEquals(line.stripTrailing(), line));
    }

    @Test
    void long_words_and_names_do_not_break_the_table() {
        String text = plain(Samples.withValues("w".repeat(500), Attributions.of("m".repeat(300), 1, 0.5)));

        // the notice and the word itself come first
        assertTrue(text.lines().skip(2).allMatch(line -> line.length() <= 100), text);
    }

    @Test
    void ansi_colors_words_by_their_values() {
        String text = ansi(Samples.withValues("yes no so", Attributions.of("m", 1, 0.5, -0.5, 0)));

        assertTrue(
                text.contains("\u001B[38;2;22;24;29;48;2;67;147;195myes\u001B[0m "
                        + "\u001B[4m\u001B[38;2;22;24;29;48;2;214;96;77mno\u001B[0m so\n"),
                text);
        assertTrue(text.contains("-0.500 against"), text);
        assertTrue(text.contains("for +0.500"), text);
    }

    @Test
    void ansi_shows_the_text_once_a_method() {
        String text = ansi(Samples.explain("It's (really) good!")).replaceAll(CODES, "");

        assertEquals(2, text.lines().filter("It's (really) good!"::equals).count());
    }

    @Test
    void ansi_ends_every_color_in_its_line() {
        ansi(Samples.explain("good and bad and good and great and awful"))
                .lines()
                .forEach(line -> assertTrue(line.lastIndexOf("\u001B[0m") >= line.lastIndexOf(";48;2;"), line));
    }

    @Test
    void texts_without_words_say_so() {
        assertTrue(plain(Samples.explain("")).contains("(no words)"));
        assertTrue(ansi(Samples.explain(" ")).contains("(no words)"));
    }

    @Test
    void users_text_cannot_steer_the_terminal() {
        Explanation explanation = Samples.everywhere("\u001B]0;title\u0007\u009B2J\u202E\n\r\u0008");

        for (String text : List.of(plain(explanation), ansi(explanation).replaceAll(CODES, ""))) {
            assertTrue(text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n'), text);
            assertFalse(text.contains("\u202E"), text);
        }
    }

    @Test
    void a_long_text_is_rendered() {
        Explanation explanation = Samples.explain("good film ".repeat(2500));

        assertTrue(plain(explanation).lines().count() > 5000);
        assertTrue(ansi(explanation).length() > 50_000);
    }

    @Test
    void other_locales_change_nothing() {
        Explanation explanation = Samples.explain("good and bad");
        List<String> before = rendered(explanation);
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            assertEquals(before, rendered(explanation));
        } finally {
            Locale.setDefault(locale);
        }
    }

    private static List<String> rendered(Explanation explanation) {
        return List.of(plain(explanation), ansi(explanation), Renderer.html().render(explanation));
    }
}
