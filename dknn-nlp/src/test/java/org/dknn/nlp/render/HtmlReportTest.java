package org.dknn.nlp.render;

import static org.dknn.nlp.render.HtmlPages.all;
import static org.dknn.nlp.render.HtmlPages.assertWellFormed;
import static org.dknn.nlp.render.HtmlPages.body;
import static org.dknn.nlp.render.HtmlPages.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.page.VisibleText;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {

    private static final Pattern ROW = Pattern.compile("<td dir=\"auto\" lang=\"\">(.*?)</td>", Pattern.DOTALL);

    private static String report(Explanation... explanations) {
        return HtmlReport.of("Title").render(List.of(explanations));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\" onmouseover=\"alert(1)",
                "' onmouseover='alert(1)",
                "</style></td></title><img src=x onerror=alert(1)>",
                "&lt;b&gt; &amp; &#60;script&#62; <!-- ]]>",
                "\u202Eevil\u202C \u2066x\u2069 \u0000\u001B[31m\uD83D \uFFFE",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD83D\uDC4D\uD83C\uDFFD 100%s %n ${x} \\"
            })
    void what_users_wrote_is_text_wherever_it_stands(String evil) {
        Explanation explanation = Samples.everywhere(evil);

        String page = HtmlReport.of(evil).withNote(evil).render(List.of(explanation, explanation));

        assertWellFormed(page);
        assertEquals(List.of(), all(body(page), "<[^>\"]*(?:\"[^\"]*\"[^>\"]*)* on[a-z]+="));
        assertTrue(seen(body(page)).contains(VisibleText.line(evil)), page);
        assertTrue(page.codePoints().noneMatch(c -> c == 0x202E || c == 0x2066 || c == 0 || c == 0x1B || c == 0xFFFE));
    }

    @Test
    void a_page_is_complete_and_needs_nothing_else() {
        String page = report(Samples.explain("a good film"));

        assertTrue(page.startsWith("<!DOCTYPE html>\n<html lang=\"en\">"), page);
        assertTrue(page.endsWith("</html>\n"), page);
        assertTrue(page.contains("<meta charset=\"utf-8\">"), page);
        assertTrue(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""), page);
        assertTrue(page.contains("(prefers-color-scheme: dark)"), page);
        assertTrue(page.contains("@media print"), page);
        List.of("<script", "<link", "<img", "src=", "url(", "@import", "http:", "https:", "javascript:")
                .forEach(foreign -> assertFalse(page.contains(foreign), foreign));
        assertWellFormed(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "good",
                " It's (really) good!\n\n\tNot  bad\u00A0at all? ",
                "a < b && \"c\" > 'd'",
                "\u0641\u064A\u0644\u0645 good"
            })
    void each_row_shows_the_text_as_it_was_written(String text) {
        String page = report(Samples.explain(text));

        assertEquals(
                List.of(text, text),
                ROW.matcher(page).results().map(row -> seen(row.group(1))).toList());
    }

    @Test
    void a_word_has_its_number_and_its_color() {
        String page = report(Samples.withValues("yes no so", Attributions.of("m", 1, 0.5, -0.125, 0)));

        assertTrue(page.contains("<span class=\"w f10\" title=\"+0.500\">yes</span>"), page);
        assertTrue(page.contains("<span class=\"w a5\" title=\"-0.125\">no</span>"), page); // sqrt(1/4)
        assertTrue(page.contains("<span class=\"w\" title=\"0\">so</span>"), page);
    }

    @Test
    void a_word_that_is_read_otherwise_says_so() {
        String page = report(Samples.explain("A (film)"));

        assertTrue(page.contains(", read as -lrb-\">(</span>"), page);
        assertFalse(page.contains("read as a\""), page);
    }

    @Test
    void texts_share_a_scale_and_methods_do_not() {
        String page = report(
                Samples.withValues("one", Attributions.of("x", 1, 0.5), Attributions.of("y", 1, 0.01)),
                Samples.withValues("two", Attributions.of("x", 1, 0.1), Attributions.of("y", 1, -0.02)));

        // x: 10, sqrt(.1 / .5) = .45; y: sqrt(.01 / .02) = .71, 10
        assertEquals(List.of("w f10", "w f7", "w f4", "w a10"), all(page, "(?<=<span class=\")w[^\"]*"));
        assertTrue(seen(page).contains("x\u00A0±0.500, y\u00A0±0.020"), page);
        assertTrue(page.contains("<small>up to 0.100</small>"), page);
    }

    @Test
    void every_step_has_a_color_in_light_and_dark() {
        String page = report(Samples.explain("good"));

        for (int step = 1; step <= Scale.STEPS; step++) {
            for (String side : List.of("f", "a")) {
                String rule = "\\." + side + step + " \\{ background: #[0-9a-f]{6}; color: #[0-9a-f]{6}; }";
                assertEquals(2, all(page, rule).size(), rule);
            }
        }
    }

    @Test
    void layers_show_votes_and_neighbors() {
        String page = report(Samples.explain("great"));

        assertEquals(2, all(page, "<span class=\"layer\"").size());
        assertTrue(seen(page).contains("sum3 positive"), page);
        assertTrue(page.contains("<i style=\"width:100%\"></i>"), page);
        assertTrue(page.contains("<td><bdi lang=\"\">a good film</bdi></td>"), page);
    }

    @Test
    void layers_without_shown_neighbors_show_votes_alone() {
        Explanation explanation = Explainer.of(new WordWeights().fitted(), Tokenizer.whitespace())
                .withShownNeighbors(0)
                .explain("great");

        String page = report(explanation);

        assertTrue(seen(page).contains("sum3 positive"), page);
        assertFalse(page.contains("<table class=\"near\">"), page);
        assertWellFormed(page);
    }

    @Test
    void another_label_of_the_network_is_marked() {
        // the first three are of the second class, whatever they say
        DeepKnn<List<String>> dknn = new WordWeights()
                .fitted(LabelSet.of("no", "yes"), "awful", "bad", "awful bad", "great", "good", "great good");
        Explanation other = Explainer.of(dknn, Tokenizer.whitespace()).explain("great");

        assertEquals(0, other.label());
        assertEquals(1, other.prediction().networkLabel());
        assertTrue(report(other).contains("<div class=\"differs\">"));
        assertFalse(report(Samples.explain("good")).contains("<div class=\"differs\">"));
    }

    @Test
    void texts_without_words_say_so() {
        assertWellFormed(report(Samples.explain(""), Samples.explain(" \n")));
        assertEquals(2, all(report(Samples.explain("")), "no words</em>").size());
    }

    @Test
    void several_texts_have_contents_with_links_that_lead_somewhere() {
        String page = report(Samples.explain("good"), Samples.explain(""), Samples.explain("bad ".repeat(100)));

        assertEquals(List.of("#text-1", "#text-2", "#text-3"), all(page, "(?<=href=\")[^\"]*"));
        assertEquals(List.of("contents", "text-1", "text-2", "text-3"), all(page, "(?<= id=\")[^\"]*"));
        assertFalse(report(Samples.explain("good")).contains("<nav"));
        assertWellFormed(page);
    }

    @Test
    void no_explanations_make_a_page_without_any() {
        assertWellFormed(report());
        assertTrue(report().contains("Title"));
    }

    @Test
    void a_long_text_is_rendered() {
        String page = Renderer.html().render(Samples.explain("good film ".repeat(2500)));

        assertWellFormed(page);
        assertEquals(2 * 5000, all(page, "<span class=\"w[ \"]").size());
    }

    @Test
    void one_explanation_is_a_page_titled_by_its_label() {
        String page = Renderer.html().render(Samples.explain("good"));

        assertTrue(page.contains("<title>Explanation: positive</title>"), page);
        assertWellFormed(page);
    }

    @Test
    void a_stream_is_written_as_it_comes() throws IOException {
        List<Explanation> texts = List.of(Samples.explain("good"), Samples.explain("bad film"), Samples.explain(""));
        StringBuilder page = new StringBuilder();
        List<Integer> lengths = new ArrayList<>();

        HtmlReport.of("Title")
                .write(page, texts.stream().peek(text -> lengths.add(page.length())), ColorScales.over(texts.stream()));

        assertWellFormed(page.toString());
        assertTrue(lengths.get(0) < lengths.get(1) && lengths.get(1) < lengths.get(2), lengths.toString());
        String whole = HtmlReport.of("Title").render(texts);
        assertEquals(all(whole, "(?s)<article.*?</article>"), all(page.toString(), "(?s)<article.*?</article>"));
        assertEquals(all(whole, "(?s)<nav.*?</nav>"), all(page.toString(), "(?s)<nav.*?</nav>"));
    }

    @Test
    void a_page_that_cannot_be_written_says_so() {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int start, int length) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };

        IOException e = assertThrows(IOException.class, () -> HtmlReport.of("Title")
                .write(full, Stream.of(Samples.explain("good")), ColorScales.of(Map.of("conformity", 1.0))));

        assertEquals("disk full", e.getMessage());
    }

    @Test
    void a_method_without_a_scale_is_refused() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> HtmlReport.of("Title")
                .write(new StringBuilder(), Stream.of(Samples.explain("a")), ColorScales.of(Map.of())));

        assertTrue(e.getMessage().endsWith("got conformity"), e.getMessage());
    }

    @Test
    void a_palette_changes_colors_and_the_words_for_them() {
        String page = HtmlReport.of("Title").withPalette(Palette.GREEN_PURPLE).render(List.of(Samples.explain("good")));

        assertTrue(page.contains(".f10 { background: #5aae61; color: #16181d; }"), page);
        assertTrue(page.contains("<p>Green words over a solid line speak for the label, purple words"), page);
    }

    @Test
    void a_saliency_for_another_label_says_so() {
        String page = report(Samples.withValues("good", Attributions.of("m", 0, 0.5)));

        assertTrue(seen(page).contains("m for negative"), page);
    }
}
