package org.dknn.cli.page;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.nlp.render.page.HtmlPage;
import org.dknn.nlp.render.page.MarkdownText;
import org.dknn.nlp.render.page.Markup;
import org.dknn.nlp.render.page.PageStyle;
import org.dknn.nlp.render.page.VisibleText;

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
                "\n\\section*{" + VisibleText.latex(text) + "}\n",
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

    /** Adds a section as {@link #section} does, which stands out on a page for a browser. */
    public Page advice(String heading, Consumer<Page> content) {
        add(new Block("", "<section class=\"card advice\">\n", "", false));
        section(heading, content);
        return add(new Block("", "</section>\n", "", false));
    }

    /** Adds a command to be typed, on a line of its own. */
    public Page command(String command) {
        return add(new Block(
                "\n    " + command + "\n",
                "<pre>" + Chart.escaped(command) + "</pre>\n",
                "\n\\texttt{" + VisibleText.latex(command) + "}\n",
                false));
    }

    /** Adds a paragraph. */
    public Page say(String text) {
        return add(new Block(
                "\n" + plain(text) + "\n",
                "<p>" + Chart.escaped(text) + "</p>\n",
                "\n" + VisibleText.latex(text) + "\n",
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
        return VisibleText.LATEX_HEAD + blocks.stream().map(Block::latex).collect(Collectors.joining());
    }

    /** Texts and labels are users': nothing in them is to be read as Markdown. */
    private static String plain(String text) {
        return new MarkdownText().text(text).toString();
    }

    private static String latex(Table table) {
        return "\n\\begin{tabular}{" + alignment(table, "l", "r") + "}\n\\hline\n"
                + latexRow(table.columns()) + "\\hline\n"
                + table.rows().stream().map(Page::latexRow).collect(Collectors.joining())
                + "\\hline\n\\end{tabular}\n";
    }

    private static String alignment(Table table, String text, String number) {
        BitSet numbers = table.numberColumns();
        return IntStream.range(0, table.columns().size())
                .mapToObj(column -> numbers.get(column) ? number : text)
                .collect(Collectors.joining());
    }

    private static String latexRow(List<String> cells) {
        return cells.stream().map(VisibleText::latex).collect(Collectors.joining(" & ", "", " \\\\\n"));
    }

    private static String markdown(Table table) {
        return row(table.columns())
                + alignment(table, "|---", "|---:") + "|\n"
                + table.rows().stream().map(Page::row).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.equals(Table.NONE) ? cell : plain(cell)) // alone in its cell it begins no list
                .collect(Collectors.joining(" | ", "| ", " |\n"));
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
        Markup html = new Markup().raw(PageStyle.frame()).raw("<table>\n<thead>");
        BitSet numbers = table.numberColumns();
        htmlRow(html, numbers, table.columns(), "th");
        html.raw("</thead>\n<tbody>\n");
        table.rows().forEach(row -> htmlRow(html, numbers, row, "td"));
        return html.raw("</tbody>\n</table></div>\n").toString();
    }

    private static void htmlRow(Markup html, BitSet numbers, List<String> cells, String tag) {
        html.raw("<tr>");
        for (int column = 0; column < cells.size(); column++) {
            html.raw("<" + tag + (numbers.get(column) ? " class=\"number\">" : ">"));
            if (numbers.get(column)) {
                html.text(cells.get(column));
            } else {
                html.isolated(cells.get(column));
            }
            html.raw("</" + tag + ">");
        }
        html.raw("</tr>\n");
    }
}
