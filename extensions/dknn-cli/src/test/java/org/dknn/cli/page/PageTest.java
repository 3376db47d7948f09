package org.dknn.cli.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PageTest {

    private static Page page() {
        Chart chart = new Chart("a < b", Axis.share("x"), Axis.upTo("y", 0.4))
                .bars("bars & more", 0.1, 0.4)
                .line("line", new double[] {0, 1}, new double[] {0, 0.4});
        return new Page("<Title>")
                .heading("Part")
                .say("Says \"this\" & that.")
                .picture(chart)
                .table(new Table("name", "value")
                        .row("a|b", "1")
                        .row("<script>", "2")
                        .row("*_[]", "3"));
    }

    @Test
    void markdown_has_all_but_pictures() {
        assertEquals("""
            # \\<Title>

            ## Part

            Says "this" & that.

            | name | value |
            |---|---:|
            | a\\|b | 1 |
            | \\<script> | 2 |
            | \\*\\_\\[] | 3 |
            """, page().markdown());
    }

    @Test
    void latex_has_no_ligatures_and_no_arguments_and_says_what_it_needs() {
        String latex = new Page("t")
                .say("[x] -- \"so\"")
                .table(new Table("text", "label", "p").row("a", "b", "-").row("c", "d", "0.5"))
                .latex();

        assertTrue(latex.startsWith("% needs, under pdfLaTeX, \\usepackage[T1]{fontenc}\n\\providecommand"), latex);
        assertTrue(latex.contains("\n{[}x{]} -{}-{} \\textquotedbl{}so\\textquotedbl{}\n"), latex);
        assertTrue(latex.contains("\\begin{tabular}{llr}"), latex);
    }

    @Test
    void columns_of_numbers_alone_are_aligned_as_numbers() {
        Table table = new Table("text", "label", "share")
                .row("a", "bad", "0.5* (0.4 to 0.6)")
                .row("1", "good", "-");

        assertEquals("""
            # t

            | text | label | share |
            |---|---|---:|
            | a | bad | 0.5\\* (0.4 to 0.6) |
            | 1 | good | - |
            """, new Page("t").table(table).markdown());
    }

    @Test
    void hidden_characters_of_texts_are_shown() {
        String html = new Page("t").table(new Table("text").row("a\u202Eb")).html();

        assertTrue(html.contains("<td><bdi lang=\"\">a[U+202E]b</bdi></td>"), html);
    }

    @Test
    void html_is_well_formed_and_escaped() throws Exception {
        String html = page().html();

        assertFalse(html.contains("<script>"), html);
        assertTrue(html.contains("&lt;script&gt;"), html);
        // well-formed as XML but for what HTML leaves open
        String xml = html.substring(html.indexOf("<body>"), html.indexOf("</html>"));
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        assertEquals(1, document.getElementsByTagName("svg").getLength());
        assertEquals(
                2,
                document.getElementsByTagName("h2").getLength()
                        + document.getElementsByTagName("h1").getLength());
        assertEquals(6, document.getElementsByTagName("td").getLength());
    }

    @Test
    void bars_have_their_heights() throws Exception {
        String svg = new Chart("t", new Axis("x", 0, 2), Axis.share("y"))
                .bars("b", 0.25, 1)
                .svg();
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        NodeList rects = document.getElementsByTagName("rect");

        double low = Double.parseDouble(((Element) rects.item(0)).getAttribute("height"));
        double high = Double.parseDouble(((Element) rects.item(1)).getAttribute("height"));

        assertEquals(224, high, 0.11); // all of the 300 high picture but 30 above and 46 below
        assertEquals(56, low, 0.11);
    }

    @Test
    void places_have_their_names_below_their_middle() {
        String svg = new Chart("t", Axis.named("x", List.of("one", "<two>")), Axis.share("y"))
                .bars("b", 0.5, 1)
                .svg();

        // from 52 to 386 in two places of 167
        assertTrue(svg.contains("<text x=\"135.5\" y=\"267\" text-anchor=\"middle\">one</text>"), svg);
        assertTrue(svg.contains("<text x=\"302.5\" y=\"267\" text-anchor=\"middle\">&lt;two&gt;</text>"), svg);
    }

    @Test
    void axes_end_at_round_values() {
        assertEquals(new Axis("y", 0, 0.4), Axis.upTo("y", 0.36));
        assertEquals(1.5, Axis.upTo("y", 1.2).high());
        assertEquals(List.of("0", "0.1", "0.2", "0.3", "0.4"), ticks(new Axis("y", 0, 0.4)));
        assertEquals(List.of("0", "0.2", "0.4", "0.6", "0.8", "1"), ticks(Axis.share("x")));
        assertEquals(List.of("0", "0.001", "0.002", "0.003", "0.004"), ticks(new Axis("y", 0, 0.0045)));
        assertEquals(List.of("0", "0.1"), ticks(new Axis("y", -0.0001, 0.4)).subList(0, 2));
        assertEquals(1, Axis.share("x").at(7));
    }

    private static List<String> ticks(Axis axis) {
        return axis.ticks().stream().map(axis::tickText).toList();
    }

    @Test
    void nothing_makes_no_chart() {
        assertEquals(
                "<p class=\"soft\">t: nothing to show.</p>\n",
                new Chart("t", Axis.share("x"), Axis.share("y")).bars("b", 0, 0).svg());
    }

    @Test
    void a_row_that_does_not_fit_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Table("a", "b").row("c"));
    }
}
