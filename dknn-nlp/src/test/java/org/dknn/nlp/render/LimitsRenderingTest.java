package org.dknn.nlp.render;

import static org.dknn.nlp.render.HtmlPages.assertWellFormed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dknn.ValueLimits;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Comparison;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.Renderer.ConsoleColors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsRenderingTest {

    private static final ValueLimits.Range LIMITS = new ValueLimits.Range(0.1, 0.5);
    private static final String NOTHING = "no word matters here: all within 0.100";

    private static final Explanation NOISE =
            Samples.withValues("so what", Attributions.of("m", 1, 0.1, -0.02).withLimits(LIMITS));

    private static final Explanation WORDS = Samples.withValues(
            "good so bad", Attributions.of("m", 1, 0.25, 0.1, -0.75).withLimits(LIMITS));

    static Map<String, Renderer> renderers() {
        return Map.of(
                "plain", Renderer.plain(),
                "signs", Renderer.ansi(ConsoleColors.NONE),
                "sixteen", Renderer.ansi(ConsoleColors.SIXTEEN),
                "ansi", Renderer.ansi(),
                "html", Renderer.html(),
                "markdown", Renderer.markdown(),
                "latex", Renderer.latex());
    }

    static Stream<String> names() {
        return renderers().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_renderer_says_where_no_word_matters(String name) {
        Renderer renderer = renderers().get(name);

        String noise = renderer.render(NOISE);
        assertTrue(noise.contains(NOTHING), noise);
        assertFalse(renderer.render(WORDS).contains("no word matters"));
        assertFalse(renderer.render(Samples.explain("a film")).contains("no word matters"));
    }

    @Test
    void a_narrow_column_says_it_without_the_number() {
        Attributions values = NOISE.attributions().get(0);
        Explanation three = Samples.withValues(
                "so averylongwordindeedyes",
                values,
                Attributions.of("n", 1, 0.1, 0).withLimits(LIMITS),
                Attributions.of("o", 1, 0.1, 0).withLimits(LIMITS));

        String plain = Renderer.plain().render(three);

        assertEquals(3, plain.split("no word matters here", -1).length - 1, plain);
        plain.lines().forEach(line -> assertTrue(line.length() <= 100, line));
    }

    @Test
    void depth_is_absolute() {
        // half of the strong value, noise, and more than the strong value
        assertTrue(Renderer.ansi(ConsoleColors.NONE).render(WORDS).contains("good[++] so bad[---]\n"));
        assertTrue(Renderer.ansi(ConsoleColors.NONE).render(NOISE).contains("so what\n"));
        String plain = Renderer.plain().render(WORDS);
        assertTrue(plain.contains("full bar 0.500, none up to 0.100"), plain);
        assertTrue(plain.lines().anyMatch(line -> line.matches("so +\\+0\\.100 +\\|")), plain);
        assertTrue(Renderer.markdown().render(WORDS).contains("| so | +0.100 |"));
    }

    @Test
    void a_page_without_any_word_that_matters_has_no_color() {
        String page = HtmlReport.of("t").render(List.of(NOISE));

        assertWellFormed(page);
        assertTrue(page.contains(" class=\"word\">so</a>"), page);
        assertEquals(new Scale(0.5), ColorScales.of(NOISE).of("m"));
    }

    @Test
    void comparisons_say_it_of_their_sides() {
        Comparison comparison = Comparison.of(NOISE, WORDS);

        String plain = ComparisonRenderer.plain().render(comparison);
        assertTrue(plain.contains("left: " + NOTHING + "\n"), plain);
        assertFalse(plain.contains("right: no word"), plain);
        String html = ComparisonRenderer.html().render(comparison);
        assertWellFormed(html);
        assertTrue(html.contains("</bdi></b>; " + NOTHING + "</p>"), html);
    }
}
