package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.json.ExplanationJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesFirstRenderingTest {

    /** Sums 0.5, -2, 0.25, 4, 0, 1. */
    private static final Explanation LONG = Samples.withValues(
            "one . two . three . four . five . six .",
            Attributions.of("m", 1, 0.5, 0, -1.5, -0.5, 0.25, 0, 3, 1, 0, 0, 0.5, 0.5));

    private static final Explanation FIVE = Samples.withValues(
            "one . two . three . four . five .", Attributions.of("m", 1, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0));

    @Test
    void a_console_has_the_strongest_sentences_and_then_their_words() {
        String plain = Renderer.plain().render(LONG);

        assertTrue(plain.contains("""
                strongest of 6 sentences, m for positive
                    +4.000  four .
                    -2.000  two .
                    +1.000  six .
                    +0.500  one .
                    +0.250  three .
                """), plain);
        assertTrue(plain.contains("not shown: 6 words of other sentences\n"), plain);
        assertEquals(
                6,
                plain.lines()
                        .filter(line -> line.matches("(two|four|six|\\.) .*"))
                        .count(),
                plain);
        assertFalse(plain.lines().anyMatch(line -> line.startsWith("three ")), plain);
        assertTrue(Renderer.ansi().render(LONG).contains("strongest of 6 sentences, m for positive\n"));
    }

    @Test
    void markdown_has_a_table_of_them() {
        String markdown = Renderer.markdown().render(LONG);

        assertTrue(markdown.contains("""
                | m for positive | strongest of 6 sentences |
                |--:|---|
                | +4.000 | four . |
                | -2.000 | two . |
                """), markdown);
        assertTrue(markdown.contains("| six | +0.500 |\n"), markdown);
        assertFalse(markdown.contains("| five |"), markdown);
        assertTrue(markdown.contains("*not shown: 6 words of other sentences*"), markdown);
    }

    @Test
    void latex_lists_them_behind_the_text() {
        String latex = Renderer.latex().render(LONG);

        assertTrue(latex.contains("\\emph{strongest of 6 sentences}\\par\n"), latex);
        assertTrue(latex.contains("four .\\par\n"), latex);
    }

    @Test
    void a_page_has_them_below_the_text() {
        String html = Renderer.html().render(LONG);

        assertTrue(html.contains("<h2>Strongest sentences</h2>"), html);
        assertTrue(html.contains("sum of its words <span class=\"number\">+4.000</span>"), html);
        assertFalse(html.contains("The whole text"), html);
        assertFalse(Renderer.html().render(FIVE).contains("Strongest sentences"));
    }

    @Test
    void json_has_all_of_them() throws Exception {
        String json = ExplanationJson.create().write(LONG);

        assertTrue(
                json.contains("\"sentences\":[{\"start\":0,\"end\":2,\"values\":[0.5]},"
                        + "{\"start\":2,\"end\":4,\"values\":[-2.0]}"),
                json);
        assertEquals(LONG, ExplanationJson.create().read(json));
        assertFalse(ExplanationJson.create().write(FIVE).contains("\"sentences\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "ansi", "markdown", "latex"})
    void texts_of_few_sentences_are_shown_word_by_word(String name) {
        Renderer renderer =
                switch (name) {
                    case "plain" -> Renderer.plain();
                    case "ansi" -> Renderer.ansi();
                    case "markdown" -> Renderer.markdown();
                    default -> Renderer.latex();
                };
        String text = renderer.render(FIVE);

        assertFalse(text.contains("strongest of") || text.contains("not shown"), text);
        for (String word : new String[] {"one", "two", "three", "four", "five"}) {
            assertTrue(text.contains(word), text);
        }
    }
}
