package org.dknn.nlp.render;

import static org.dknn.nlp.render.HtmlPages.all;
import static org.dknn.nlp.render.HtmlPages.assertWellFormed;
import static org.dknn.nlp.render.HtmlPages.body;
import static org.dknn.nlp.render.HtmlPages.seen;
import static org.dknn.testkit.Refusals.assertRefused;
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
import org.dknn.ValueLimits;
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

    private static final Pattern TITLE = Pattern.compile("<h1 class=\"reading[^>]*>(.*?)</h1>", Pattern.DOTALL);

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

    @Test
    void no_explanations_make_a_page_without_any() {
        assertWellFormed(report());
        assertTrue(report().contains("Title"));
    }

    @Test
    void one_explanation_is_a_page_titled_by_its_label() {
        String page = Renderer.html().render(Samples.explain("good"));

        assertTrue(page.contains("<title>Explanation: positive</title>"), page);
        assertWellFormed(page);
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
    void a_saliency_for_another_label_says_so() {
        String page = report(Samples.withValues("good", Attributions.of("m", 0, 0.5)));

        assertTrue(seen(page).contains("m for negative"), page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "good",
                " It's (really) good!\n\n\tNot  bad\u00A0at all? ",
                "a < b && \"c\" > 'd'",
                "\u0641\u064A\u0644\u0645 good"
            })
    void the_text_is_the_title_once_and_as_it_was_written(String text) {
        String page = report(Samples.withValues(
                text,
                Attributions.of(
                        "m", 1, new double[Tokenizer.whitespace().tokenize(text).size()])));

        assertEquals(
                List.of(text),
                TITLE.matcher(page).results().map(row -> seen(row.group(1))).toList());
    }

    @Test
    void depth_is_absolute_where_limits_are_known() {
        Attributions values = Attributions.of("m", 1, 4, 0.8, -2.4, 9);
        String page = report(Samples.withValues("a b c d", values.withLimits(new ValueLimits.Range(0.8, 4))));

        // 4: the strong value; 0.8: noise; 2.4 is half way from .8 to 4, so 1 + 4 / 2
        assertEquals(List.of("5", "-3", "5"), all(title(page), "(?<=data-0=\")[^\"]*"));
        assertTrue(page.contains("the deepest color stands for 4.000 and more, none up to 0.800"), page);
    }

    private static String title(String page) {
        return TITLE.matcher(page).results().findFirst().orElseThrow().group();
    }

    @Test
    void several_methods_share_one_text_and_have_a_tab_each() {
        String page = report(
                Samples.withValues("yes no", Attributions.of("x", 1, 0.5, 0), Attributions.of("y", 1, 0, -0.02)));

        assertEquals(List.of("5"), all(title(page), "(?<=data-0=\")[^\"]*"));
        assertEquals(List.of("-5"), all(title(page), "(?<=data-1=\")[^\"]*"));
        assertEquals(2, all(page, "<input type=\"radio\" class=\"pick-").size());
        assertTrue(page.contains(".tabs:has(.pick-1:checked) [data-1=\"-5\"] { background: var(--against-5); }"), page);
        assertFalse(page.contains("pick-2"), page);
    }

    @Test
    void every_word_has_a_note_that_its_link_leads_to() {
        String page = report(Samples.explain("a good film"));

        List<String> links = all(title(page), "(?<=href=\"#)[^\"]*");
        assertEquals(List.of("text-1-word-1", "text-1-word-2", "text-1-word-3"), links);
        assertTrue(all(page, "(?<= id=\")[^\"]*").containsAll(links));
        assertTrue(seen(page).contains("Without it the answer is still positive."), page);
        assertTrue(seen(page).contains("speaks for positive; the strongest of 3 words"), page);
    }

    @Test
    void votes_and_the_nearest_training_texts_are_open() {
        String page = report(Samples.explain("great"));

        assertTrue(seen(page).contains("6 positive"), page);
        assertTrue(page.contains("<q lang=\"\"><bdi lang=\"\">a good film</bdi></q>"), page);
        assertTrue(page.contains("2 of 2 layers<span class=\"visually-hidden\">: sum, parts</span>"), page);
        assertTrue(seen(page).contains("nearest of another class"), page);
    }

    @Test
    void without_shown_neighbors_there_are_votes_alone() {
        Explanation explanation = Explainer.of(new WordWeights().fitted(), Tokenizer.whitespace())
                .withShownNeighbors(0)
                .explain("great");

        String page = report(explanation);

        assertTrue(seen(page).contains("6 positive"), page);
        assertFalse(page.contains("<q "), page);
        assertWellFormed(page);
    }

    @Test
    void texts_without_words_say_so() {
        assertWellFormed(report(Samples.explain(""), Samples.explain(" \n")));
        assertEquals(1, all(report(Samples.explain("")), "no words</em>").size());
    }

    @Test
    void many_texts_are_rows_with_a_summary_and_what_is_wrong() {
        String page = HtmlReport.of("t")
                .withGold(List.of(1, 1))
                .render(List.of(Samples.explain("good"), Samples.explain("bad"), Samples.explain("")));

        assertEquals(List.of("text-1", "text-2", "text-3"), all(page, "(?<= id=\")text-[^\"]*"));
        assertEquals(1, all(page, "class=\"row undecided wrong\"").size());
        assertTrue(seen(page).contains("3 texts: 1 wrong, 3 doubtful"), page);
        assertTrue(seen(page).contains("Where the page says undecided, 1 of 2 answers are right."), page);
        assertTrue(seen(page).contains("is positive"), page);
        assertWellFormed(page);
    }

    @Test
    void a_long_text_shows_its_strongest_words_first_and_then_all() {
        String page = Renderer.html().render(Samples.explain("good film . ".repeat(1000)));

        assertWellFormed(page);
        assertEquals(20 + 3000, all(page, "<span class=\"word\"").size() - 2);
        assertTrue(page.indexOf("Strongest sentences") < page.indexOf("The whole text"), "order");
        assertFalse(page.contains("word-note\""), "no notes");
    }

    @Test
    void a_palette_changes_colors_and_the_words_for_them() {
        String page = HtmlReport.of("Title").withPalette(Palette.GREEN_PURPLE).render(List.of(Samples.explain("good")));

        assertTrue(page.contains("--for-5: #5aae61;"), page);
        assertTrue(seen(page).contains("solid line, green speaks for the answer"), page);
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
        assertEquals(HtmlReport.of("Title").render(texts), page.toString());
    }

    @Test
    void fragments_are_the_parts_of_the_page() {
        Explanation explanation = Samples.explain("a good film");
        HtmlFragments fragments = HtmlFragments.of(Palette.RED_BLUE);

        String article = fragments.explanation(explanation, "text-1");

        assertWellFormed(article);
        assertTrue(Renderer.html().render(explanation).contains(article), article);
        assertTrue(
                article.contains(fragments.verdict(explanation)) && article.contains(fragments.nearest(explanation)));
        assertTrue(fragments.style().contains("--card"));
        assertRefused("got 1 x", () -> fragments.explanation(explanation, "1 x"));
    }
}
