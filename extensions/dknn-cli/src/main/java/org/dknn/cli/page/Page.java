package org.dknn.cli.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dknn.cli.page.Block.Heading;
import org.dknn.cli.page.Block.Numbers;
import org.dknn.cli.page.Block.Paragraph;
import org.dknn.cli.page.Block.Picture;

/** Headings, sentences, tables and pictures, as Markdown or as one HTML page without scripts. */
public final class Page {

    private final String title;
    private final List<Block> blocks = new ArrayList<>();

    /** An empty page. */
    public Page(String title) {
        this.title = title;
    }

    /** Starts a section. */
    public Page heading(String text) {
        return add(new Heading(text));
    }

    /** Adds a paragraph. */
    public Page say(String text) {
        return add(new Paragraph(text));
    }

    /** Adds a table. */
    public Page table(Table table) {
        return add(new Numbers(table));
    }

    /** Adds a picture, which is in HTML alone. */
    public Page picture(Chart chart) {
        return add(new Picture(chart.svg()));
    }

    /** Adds all that is on another page but its title. */
    public Page append(Page other) {
        blocks.addAll(other.blocks);
        return this;
    }

    private Page add(Block block) {
        blocks.add(block);
        return this;
    }

    /** All but the pictures. */
    public String markdown() {
        StringBuilder text = new StringBuilder("# " + plain(title) + "\n");
        for (Block block : blocks) {
            if (block instanceof Heading heading) {
                text.append("\n## ").append(plain(heading.text())).append('\n');
            } else if (block instanceof Paragraph paragraph) {
                text.append('\n').append(plain(paragraph.text())).append('\n');
            } else if (block instanceof Numbers numbers) {
                text.append('\n').append(markdown(numbers.table()));
            }
        }
        return text.toString();
    }

    /** Texts and labels are users': nothing in them is to be read as Markdown or HTML. */
    private static String plain(String text) {
        return text.replaceAll("\\R", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\|*_`\\[\\]])", "\\\\$1");
    }

    private static String markdown(Table table) {
        String rule = "|---" + "|---:".repeat(table.columns().size() - 1) + "|\n";
        return markdownRow(table.columns())
                + rule
                + table.rows().stream().map(Page::markdownRow).collect(Collectors.joining());
    }

    private static String markdownRow(List<String> cells) {
        return cells.stream().map(Page::plain).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** All of it; pictures that follow each other stand side by side. */
    public String html() {
        StringBuilder body = new StringBuilder();
        boolean inPictures = false;
        for (Block block : blocks) {
            if (block instanceof Picture != inPictures) {
                inPictures = !inPictures;
                body.append(inPictures ? "<div class=\"pictures\">\n" : "</div>\n");
            }
            body.append(html(block));
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 82rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; }
            h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; border-bottom: 1px solid #ccc; }
            p { max-width: 60rem; }
            table { border-collapse: collapse; font-size: .86rem; margin: .8rem 0; }
            th, td { padding: .15rem .6rem; text-align: right; border-bottom: 1px solid #e4e4e4; }
            th:first-child, td:first-child { text-align: left; }
            th { border-bottom: 2px solid #999; vertical-align: bottom; }
            .pictures { display: flex; flex-wrap: wrap; gap: .6rem; }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            %2$s</body>
            </html>
            """.formatted(Chart.escaped(title), body + (inPictures ? "</div>\n" : ""));
    }

    private static String html(Block block) {
        if (block instanceof Heading heading) {
            return "<h2>" + Chart.escaped(heading.text()) + "</h2>\n";
        }
        if (block instanceof Paragraph paragraph) {
            return "<p>" + Chart.escaped(paragraph.text()) + "</p>\n";
        }
        if (block instanceof Numbers numbers) {
            return html(numbers.table());
        }
        return ((Picture) block).svg();
    }

    private static String html(Table table) {
        return "<table>\n<thead>" + htmlRow(table.columns(), "th") + "</thead>\n<tbody>\n"
                + table.rows().stream().map(row -> htmlRow(row, "td")).collect(Collectors.joining("\n"))
                + "\n</tbody>\n</table>\n";
    }

    private static String htmlRow(List<String> cells, String tag) {
        return cells.stream()
                .map(cell -> "<" + tag + ">" + Chart.escaped(cell) + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }
}
