package org.dknn.cli.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dknn.cli.result.LatexText;
import org.dknn.nlp.render.page.HtmlPage;
import org.dknn.nlp.render.page.MarkdownText;
import org.dknn.nlp.render.page.Markup;
import org.dknn.nlp.render.page.PageStyle;

/** Headings, sentences, tables and charts, as Markdown or as one HTML page without scripts. Not safe for use by many threads. */
public final class Page {

    private final String title;
    private final List<Block> blocks = new ArrayList<>();

    /** One piece in both forms; pictures are in HTML alone. */
    private record Block(String markdown, String html, String latex, boolean isPicture) {}

    /** An empty page. */
    public Page(String title) {
        this.title = title;
    }

    /** Starts a section. */
    public Page heading(String text) {
        return add(new Block(
                "\n## " + plain(text) + "\n",
                "<h2>" + Chart.escaped(text) + "</h2>\n",
                "\n\\section*{" + LatexText.of(text) + "}\n",
                false));
    }

    /** Adds a section; where it cannot be computed, the reason in its place. */
    public Page section(String heading, Consumer<Page> content) {
        heading(heading);
        Page section = new Page(title);
        try {
            content.accept(section);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return say("Not computed: " + e.getMessage() + ".");
        }
        return append(section);
    }

    /** Adds a paragraph. */
    public Page say(String text) {
        return add(new Block(
                "\n" + plain(text) + "\n",
                "<p>" + Chart.escaped(text) + "</p>\n",
                "\n" + LatexText.of(text) + "\n",
                false));
    }

    /** Adds a table. */
    public Page table(Table table) {
        return add(new Block("\n" + markdown(table), html(table), latex(table), false));
    }

    /** Adds a chart, which is in HTML alone. */
    public Page picture(Chart chart) {
        return add(new Block("", chart.svg(), "", true));
    }

    /** Adds another page without its title. */
    public Page append(Page other) {
        blocks.addAll(other.blocks);
        return this;
    }

    private Page add(Block block) {
        blocks.add(block);
        return this;
    }

    /** The page without its charts. */
    public String markdown() {
        return "# " + plain(title) + "\n" + blocks.stream().map(Block::markdown).collect(Collectors.joining());
    }

    /** The page without its charts, to be included in a LaTeX document. */
    public String latex() {
        return blocks.stream().map(Block::latex).collect(Collectors.joining());
    }

    /** Texts and labels are users': nothing in them is to be read as Markdown. */
    private static String plain(String text) {
        return new MarkdownText().text(text).toString();
    }

    private static String latex(Table table) {
        return table.rows().stream()
                .map(Page::latexRow)
                .collect(Collectors.joining(
                        "",
                        "\n\\begin{tabular}{l" + "r".repeat(table.columns().size() - 1) + "}\n\\hline\n"
                                + latexRow(table.columns()) + "\\hline\n",
                        "\\hline\n\\end{tabular}\n"));
    }

    private static String latexRow(List<String> cells) {
        return cells.stream().map(LatexText::of).collect(Collectors.joining(" & ", "", " \\\\\n"));
    }

    private static String markdown(Table table) {
        String rule = "|---" + "|---:".repeat(table.columns().size() - 1) + "|\n";
        return row(table.columns())
                + rule
                + table.rows().stream().map(Page::row).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream().map(Page::plain).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** The whole page; charts that follow each other stand side by side. */
    public String html() {
        StringBuilder body = new StringBuilder();
        boolean inPictures = false;
        for (Block block : blocks) {
            if (block.isPicture != inPictures) {
                inPictures = !inPictures;
                body.append(inPictures ? "<div class=\"pictures\">\n" : "</div>\n");
            }
            body.append(block.html);
        }
        Markup page = new Markup();
        new HtmlPage(title, PageStyle.sheet()).open(page);
        page.raw("<div class=\"page\">\n<h1>").text(title).raw("</h1>\n");
        page.raw(body + (inPictures ? "</div>\n" : "") + "</div>\n");
        HtmlPage.close(page);
        return page.toString();
    }

    private static String html(Table table) {
        return PageStyle.frame() + "<table>\n<thead>" + htmlRow(table.columns(), "th") + "</thead>\n<tbody>\n"
                + table.rows().stream().map(row -> htmlRow(row, "td")).collect(Collectors.joining("\n"))
                + "\n</tbody>\n</table></div>\n";
    }

    /** The first cell names the row. */
    private static String htmlRow(List<String> cells, String tag) {
        StringBuilder row = new StringBuilder("<tr>");
        String kind = "";
        for (String cell : cells) {
            row.append('<').append(tag).append(kind).append('>');
            row.append(Chart.escaped(cell)).append("</").append(tag).append('>');
            kind = " class=\"number\"";
        }
        return row.append("</tr>").toString();
    }
}
