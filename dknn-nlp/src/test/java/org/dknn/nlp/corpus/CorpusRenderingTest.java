package org.dknn.nlp.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.dknn.LabelSet;
import org.dknn.nlp.corpus.CorpusReport.WordInClass;
import org.dknn.nlp.corpus.CorpusReport.WordInClass.Measure;
import org.junit.jupiter.api.Test;

class CorpusRenderingTest {

    private static final String EVIL = "<b onclick=\"x\">|*`\u202E";

    private static CorpusReport report(String name) {
        WordInClass word = new WordInClass(
                name,
                1,
                12,
                10,
                0.5,
                List.of(
                        new Measure(0.25, OptionalDouble.of(0.0625), 1.5, OptionalDouble.of(0.25)),
                        new Measure(-0.125, OptionalDouble.empty(), 3, OptionalDouble.empty())));
        return new CorpusReport(
                name,
                30,
                LabelSet.of(name, name + "2"),
                List.of(name, "two"),
                CorpusReport.Settings.USUAL,
                List.of(
                        new CorpusReport.ClassWords(
                                0, 0, List.of(), List.of(OptionalDouble.empty(), OptionalDouble.empty())),
                        new CorpusReport.ClassWords(
                                1, 7, List.of(word), List.of(OptionalDouble.of(0.5), OptionalDouble.empty()))));
    }

    @Test
    void latex_is_a_table_per_class_in_which_nothing_is_a_command() {
        String latex = report("good").latex();

        assertTrue(latex.endsWith("""
                \\subsection*{good}
                0 words are in enough texts.

                \\subsection*{good2}
                7 words are in enough texts. Spearman\\textquotesingle{}s correlation of mean saliency and PMI over them: good 0.50.

                \\begin{tabular}{lrrrrrrr}
                \\hline
                word & explained & of class & PMI & good & rank & two & rank \\\\
                \\hline
                good & 10 & 12 & $+0.50$ & $+0.250 \\pm 0.063$ & $1.5 \\pm 0.3$ & $-0.125$ & $3.0$ \\\\
                \\hline
                \\end{tabular}
                """), latex);
        String evil = report("\\input{x}$_%&#^~\u4E2D").latex();
        assertTrue(
                evil.contains(
                        "\\textbackslash{}input\\{x\\}\\$\\_\\%\\&\\#\\textasciicircum{}\\textasciitilde{}\\dknnchar{20013}{4E2D}"),
                evil);
        assertFalse(evil.contains("\\input"), evil);
    }

    @Test
    void markdown_is_a_table_per_class() {
        String markdown = report("good").markdown();

        assertTrue(markdown.endsWith("""
                ## good

                0 words are in enough texts.

                ## good2

                7 words are in enough texts. Spearman's correlation of mean saliency and PMI over them: good 0.50.

                | word | explained | of class | PMI | good | rank | two | rank |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
                | good | 10 | 12 | +0.50 | +0.250 \u00B1 0.063 | 1.5 \u00B1 0.3 | -0.125 | 3.0 |
                """), markdown);
        assertTrue(
                markdown.startsWith("# Words of good\n\n30 texts. For each class: words in at least 10 texts"),
                markdown);
    }

    @Test
    void csv_has_a_line_of_names_and_a_line_per_word() {
        assertEquals(
                "class,word,texts_explained,texts_of_class,pmi,\"good importance\",\"good importance margin\","
                        + "\"good rank\",\"good rank margin\",\"two importance\",\"two importance margin\",\"two rank\","
                        + "\"two rank margin\"\r\n"
                        + "\"good2\",\"good\",10,12,0.5,0.25,0.0625,1.5,0.25,-0.125,,3.0,\r\n",
                report("good").csv());
    }

    @Test
    void what_users_wrote_is_escaped_everywhere() {
        String markdown = report(EVIL).markdown();
        String csv = report(EVIL).csv();
        String html = report(EVIL).html();

        assertFalse(markdown.replace("\\<", "").contains("<") || markdown.contains("\u202E"), markdown);
        assertTrue(markdown.contains("\\<b onclick=\"x\">\\|\\*\\`\\[U+202E]"), markdown);
        assertTrue(csv.contains("\"<b onclick=\"\"x\"\">|*`[U+202E]\""), csv);
        assertFalse(html.contains("<b ") || html.contains("\u202E"), html);
        assertTrue(html.contains("&lt;b onclick=&quot;x&quot;&gt;"), html);
    }

    @Test
    void classes_stand_side_by_side_with_bars_of_one_scale() {
        String html = report("good").htmlFragment();

        assertTrue(
                html.contains("<div class=\"rod\" style=\"--share:1.00\"></div></dd><dd class=\"number\">+0.250"),
                html);
        assertEquals(2, html.split("<h2>", -1).length - 1);
        assertTrue(html.contains("<details><summary>Numbers of <bdi lang=\"\">good2</bdi></summary>"), html);
    }

    @Test
    void the_checksum_of_the_texts_is_not_for_readers() {
        assertTrue(report("x.csv by m, 30 texts, 0a1b2c3d").markdown().startsWith("# Words of x.csv by m\n"));
        assertTrue(report("x, 0a1b2c3d").markdown().startsWith("# Words of x, 0a1b2c3d\n"));
    }

    @Test
    void a_fragment_stands_in_the_page() {
        String fragment = report("good").htmlFragment();
        String page = report("good").html();

        assertTrue(fragment.startsWith("<section") && fragment.endsWith("</section>\n"), fragment);
        assertTrue(
                fragment.contains("<td class=\"n\">+0.250 \u00B1 0.063</td><td class=\"n\">1.5 \u00B1 0.3</td>"),
                fragment);
        assertTrue(page.contains(fragment) && page.startsWith("<!DOCTYPE html>"), page);
        assertFalse(page.contains("<script") || page.contains("http:"), page);
    }
}
