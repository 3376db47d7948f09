package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dknn.LabelSet;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;

class EvidenceRenderersTest {

    private static EvidenceReport evidence(String text) {
        return Explainer.of(new WordWeights().fitted(), Tokenizer.whitespace()).explainWithEvidence(text);
    }

    private static EvidenceReport evil(String evil) {
        LabelSet labels = LabelSet.of(evil, evil + "2");
        String neighbor = evil.replace(" ", "\u00A0") + " great";
        return Explainer.of(
                        new WordWeights().fitted(labels, neighbor, "good", "great good", neighbor, "bad", "awful bad"),
                        Tokenizer.whitespace())
                .explainWithEvidence(evil + " bad awful");
    }

    @Test
    void lines_tell_what_would_change_it_what_is_behind_it_and_what_words_hold() {
        String lines = EvidenceRenderer.plain().render(evidence("good bad bad awful"));

        assertTrue(lines.startsWith("""
                Without "bad", "awful" the prediction is positive; no fewer of these words will do.

                sum: nearest negative
                """), lines);
        assertTrue(lines.contains("sum: nearest of another class\n  positive    4.000  a *good* film\n"), lines);
        assertTrue(lines.contains("""
                without awful: negative
                  sum: 1 of 3 neighbors: 1 negative leave; 1 positive come
                    -    0.000  negative  awful and bad
                    +    2.000  positive  a good film
                """), lines);
        assertTrue(lines.lines().allMatch(line -> line.length() <= 100), lines);
    }

    @Test
    void it_is_said_where_nothing_moves_the_prediction() {
        String lines = EvidenceRenderer.plain().render(evidence("good"));

        assertTrue(lines.startsWith("No set of words that was tried moves the prediction.\n"), lines);
    }

    @Test
    void html_marks_shared_words() {
        String html = EvidenceRenderer.htmlFragment().render(evidence("a good film"));

        assertTrue(html.contains("<mark>a</mark> great <mark>film</mark>"), html);
        assertTrue(html.contains("1 of 3 neighbors: 1 positive leave; 1 negative come"), html);
        assertTrue(html.startsWith("<div class=\"evidence\">") && html.endsWith("</div>\n"), html);
    }

    @Test
    void a_page_shows_the_evidence_where_it_was_gathered() {
        EvidenceReport evidence = evidence("a good film");
        HtmlReport report = HtmlReport.of("both");

        String page = report.render(List.of(evidence, evidence.explanation()));

        String fragment = EvidenceRenderer.htmlFragment().render(evidence);
        int first = page.indexOf(fragment);
        assertTrue(first > page.indexOf("id=\"text-1\"") && first < page.indexOf("id=\"text-2\""), page);
        assertEquals(first, page.lastIndexOf(fragment));
        assertEquals(
                report.render(List.of(evidence.explanation())),
                report.render(List.of(evidence)).replace(fragment, ""));
    }

    @Test
    void a_text_without_words_is_shown() {
        String html = EvidenceRenderer.htmlFragment().render(evidence(""));

        assertFalse(html.contains("each word"), html);
    }

    @Test
    void what_users_wrote_is_escaped_everywhere() {
        EvidenceReport evidence = evil("<b onclick=\"x\">\u202E");

        String html = Renderer.html().render(evidence);
        String lines = EvidenceRenderer.plain().render(evidence);

        assertFalse(html.contains("<b ") || html.contains("\u202E"), html);
        assertTrue(html.contains("&lt;b onclick=&quot;x&quot;&gt;"), html);
        assertFalse(lines.contains("\u202E"), lines);
    }
}
