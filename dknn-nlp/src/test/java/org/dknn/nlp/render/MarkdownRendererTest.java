package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.commonmark.node.Node;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownRendererTest {

    private static String markdown(Explanation explanation) {
        return Renderer.markdown().render(explanation);
    }

    @Test
    void words_have_their_numbers_and_the_strongest_are_bold() {
        String text = markdown(Samples.withValues("a great film", Attributions.of("m", 1, 0, 0.5, -0.125)));

        assertTrue(text.startsWith("## positive\n\n> a great film\n\n**Verdict:** positive"), text);
        assertTrue(text.contains("""
                | word | m up to 0.500 |
                |---|--:|
                | a | 0 |
                | great | **+0.500** |
                | film | -0.125 |
                """), text);
        assertTrue(text.contains("### sum: 3 positive\n\n| distance | label | training text |\n"), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# head",
                "> quote",
                "- item",
                "1. item",
                "1) item",
                "a | b",
                "| a | b |",
                "*em* **strong** _em_ __strong__ ~~gone~~",
                "`code` ``code``",
                "[link](http://a.b) ![picture](x) [x]: y <http://a.b>",
                "<b>html</b> &amp; &#60;",
                "--- *** ===",
                "\\* \\",
                "```",
                "    four spaces",
                "$x^2$ @name http://a.b www.a.b"
            })
    void what_users_wrote_is_text_wherever_it_stands(String evil) {
        assertSameShape(Samples.everywhere("word"), Samples.everywhere(evil), evil);
        assertSameShape(Samples.everywhereInPair("word"), Samples.everywhereInPair(evil), evil);
    }

    private static void assertSameShape(Explanation plain, Explanation explanation, String evil) {
        Node page = MarkdownPages.parsed(markdown(explanation));

        assertEquals(shape(MarkdownPages.parsed(markdown(plain))), shape(page));
        assertTrue(MarkdownPages.text(page).contains(evil.strip()), MarkdownPages.text(page));
    }

    /** The kinds of nodes, without those that text is cut into at its escapes. */
    private static List<String> shape(Node node) {
        return MarkdownPages.kinds(node).stream()
                .filter(kind -> !kind.equals("Text"))
                .toList();
    }

    @Test
    void texts_without_words_say_so() {
        String text = markdown(Samples.explain(" "));

        assertTrue(text.contains("> *(no words)*\n"), text);
        assertFalse(text.contains("| word |"), text);
    }
}
