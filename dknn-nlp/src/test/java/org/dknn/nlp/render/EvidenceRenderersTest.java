package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dknn.LabelSet;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.page.Markup;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;

class EvidenceRenderersTest {

    /** Letters in lower case, where they stand. */
    private static final Tokenizer LOWER = text -> Tokenizer.whitespace().tokenize(text).stream()
            .map(token -> new Token(
                    token.word().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""), token.start(), token.end()))
            .toList();

    private static EvidenceReport evidence(String text) {
        return Explainer.of(new WordWeights().fitted(), Tokenizer.whitespace()).explainWithEvidence(text);
    }

    private static String lines(EvidenceReport evidence) {
        return new EvidenceLines(evidence).render();
    }

    private static String html(EvidenceReport evidence) {
        Markup html = new Markup();
        new EvidenceHtml(html, evidence).write();
        return html.toString();
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
        String lines = lines(evidence("bad good good great"));

        assertTrue(lines.startsWith("""
                Without "good", "great" the prediction is negative; no fewer of these words will do.

                sum: nearest positive
                """), lines);
        assertTrue(lines.contains("sum: nearest of another class\n  negative    4.000  a *bad* film\n"), lines);
        assertTrue(lines.contains("""
                without great: positive
                  sum: 1 of 3 neighbors: 1 positive leave; 1 negative come
                    -    0.000  positive  great and good
                    +    2.000  negative  a bad film
                """), lines);
        assertTrue(lines.lines().allMatch(line -> line.length() <= 100), lines);
    }

    @Test
    void it_is_said_where_nothing_moves_the_prediction() {
        String lines = lines(evidence("good"));

        assertTrue(lines.startsWith("No set of words that was tried moves the prediction.\n"), lines);
    }

    @Test
    void html_marks_shared_words() {
        String html = html(evidence("a good film"));

        assertTrue(html.contains("<mark>a</mark> great <mark>film</mark>"), html);
        assertTrue(html.contains("1 of 3 neighbors: 1 positive leave; 1 negative come"), html);
        assertTrue(html.startsWith("<div class=\"evidence\">") && html.endsWith("</div>\n"), html);
    }

    @Test
    void shared_words_are_marked_in_the_text_as_it_was_written() {
        EvidenceReport evidence = Explainer.of(new WordWeights().fitted(), LOWER)
                .withReferenceTexts(List.of(
                        "A great (film)",
                        "A good film.",
                        "GREAT, and good!",
                        "An awful film",
                        "A  BAD film?",
                        "Awful and bad"))
                .explainWithEvidence("a good film");

        assertTrue(html(evidence).contains("<mark>A</mark> great <mark>(film)</mark>"), html(evidence));
        assertTrue(lines(evidence).contains("*A*  BAD *film?*"), lines(evidence));
    }

    @Test
    void strong_words_of_near_texts_are_underlined_and_told_apart_without_color() {
        Explanation explanation = Explainer.of(
                        new WordWeights()
                                .fitted(
                                        LabelSet.of("negative", "positive"),
                                        "<great> film",
                                        "good bad",
                                        "great good",
                                        "awful",
                                        "bad film",
                                        "awful bad"),
                        Tokenizer.whitespace())
                .withAttributions(LeaveOneOut.probability())
                .withMarkedNeighbors()
                .explain("good film");

        String html = Renderer.html().render(explanation);
        assertTrue(html.contains("<mark>good</mark> <mark class=\"against\">bad</mark>"), html);
        assertTrue(html.contains("<dt>underlined in training texts</dt>"), html);
        assertTrue(Renderer.markdown().render(explanation).contains("| **good** *bad* |"));
        assertTrue(Renderer.plain().render(explanation).contains("+good+ -bad-\n"));
        Explanation unmarked = Samples.explain("good film");
        assertFalse(Renderer.plain().render(unmarked).contains("over all layers;"));
        assertFalse(Renderer.markdown().render(unmarked).contains("over all layers"));
    }

    @Test
    void a_page_shows_the_evidence_with_each_explanation() throws IOException {
        EvidenceReport evidence = evidence("a good film");
        HtmlReport report = HtmlReport.of("both");

        String page = report.renderWithEvidence(List.of(evidence, evidence("bad")));

        String fragment = html(evidence);
        int first = page.indexOf(fragment);
        assertTrue(first > page.indexOf("id=\"text-1\"") && first < page.indexOf("id=\"text-2\""), page);
        assertEquals(first, page.lastIndexOf(fragment));
        String alone = report.renderWithEvidence(List.of(evidence));
        assertTrue(alone.contains(fragment), alone);
        assertTrue(alone.contains("<h2>Nearest that leave</h2>"), alone);
        StringBuilder streamed = new StringBuilder();
        report.writeWithEvidence(streamed, Stream.of(evidence), ColorScales.over(Stream.of(evidence.explanation())));
        assertTrue(streamed.indexOf(fragment) > 0, streamed.toString());
    }

    @Test
    void renderers_show_it_behind_the_explanation() {
        EvidenceReport evidence = evidence("a good film");
        Explanation explanation = evidence.explanation();

        for (Renderer renderer : List.of(Renderer.plain(), Renderer.ansi())) {
            assertEquals(renderer.render(explanation) + "\n" + lines(evidence), renderer.render(evidence));
        }
        assertTrue(Renderer.html().render(evidence).contains(html(evidence)));
        for (Renderer renderer : List.of(Renderer.markdown(), Renderer.latex())) {
            assertEquals(renderer.render(explanation), renderer.render(evidence));
        }
    }

    @Test
    void a_text_without_words_is_shown() {
        String html = html(evidence(""));

        assertFalse(html.contains("each word"), html);
    }

    @Test
    void what_users_wrote_is_escaped_everywhere() {
        EvidenceReport evidence = evil("<b onclick=\"x\">\u202E");

        String html = Renderer.html().render(evidence);
        String lines = lines(evidence);

        assertFalse(html.contains("<b onclick") || html.contains("\u202E"), html);
        assertTrue(html.contains("&lt;b onclick=&quot;x&quot;&gt;"), html);
        assertFalse(lines.contains("\u202E"), lines);
    }
}
