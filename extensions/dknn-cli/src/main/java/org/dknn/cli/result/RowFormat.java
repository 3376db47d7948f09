package org.dknn.cli.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.nlp.render.page.HtmlPage;
import org.dknn.nlp.render.page.MarkdownText;
import org.dknn.nlp.render.page.Markup;
import org.dknn.nlp.render.page.PageStyle;
import org.dknn.nlp.render.page.VisibleText;

/**
 * Formats of results in rows. A result is a {@link #head}, a {@link #row} per result, and a {@link #foot}, so that it can be written
 * as it comes. An empty cell means that there is nothing to tell.
 */
public enum RowFormat {
    /** Lines for people. */
    PLAIN,
    /** Tabs between columns; tabs and line breaks in texts become spaces. */
    TSV,
    /** Commas between columns, texts in quotes, safe in spreadsheets. */
    CSV,
    /** One object per line. */
    JSON,
    /** A table of GitHub's Markdown. */
    MARKDOWN,
    /** A page for a browser. */
    HTML,
    /** A {@code tabular}. */
    LATEX;

    /** Loaded when it is needed: Jackson is as large as all that {@code dknn --help} needs else. */
    private static final class Json {

        static final JsonMapper MAPPER = new JsonMapper();

        private Json() {}
    }

    /** Texts take the place that is there. */
    private static final String STYLE =
            "main { max-width: 82rem; } td:not(.n) { min-width: 7rem; overflow-wrap: anywhere; }\n";

    /** What comes before the rows. */
    public String head(String title, List<Column> columns) {
        List<String> names = columns.stream().map(Column::name).toList();
        return switch (this) {
            case PLAIN -> lines(columns, names);
            case TSV, CSV ->
                values(columns.stream().map(c -> Column.text(c.name(), 0)).toList(), names);
            case JSON -> "";
            case MARKDOWN -> {
                String rule = columns.stream()
                        .map(c -> c.isNumber() ? "--:|" : "---|")
                        .collect(Collectors.joining());
                yield markdown(columns, names) + "|" + rule + "\n";
            }
            case HTML -> {
                Markup page = new Markup();
                new HtmlPage(title, PageStyle.sheet() + STYLE).open(page);
                page.raw("<div class=\"page\">\n<h1>").text(title).raw("</h1>\n");
                page.raw(PageStyle.frame() + "<table>\n<thead>");
                yield page.raw(html(columns, names, "th"))
                        .raw("</thead>\n<tbody>\n")
                        .toString();
            }
            case LATEX -> {
                String alignment =
                        columns.stream().map(c -> c.isNumber() ? "r" : "l").collect(Collectors.joining());
                yield VisibleText.LATEX_HEAD + "\\begin{tabular}{" + alignment + "}\n\\hline\n" + latex(names)
                        + "\\hline\n";
            }
        };
    }

    /** A row, of one cell per column. */
    public String row(List<Column> columns, List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException("needs a cell for each of " + columns + ", got " + cells);
        }
        return switch (this) {
            case PLAIN -> lines(columns, cells);
            case TSV, CSV -> values(columns, cells);
            case JSON -> json(columns, cells);
            case MARKDOWN -> markdown(columns, cells);
            case HTML -> html(columns, cells, "td");
            case LATEX -> latex(cells);
        };
    }

    /** What comes after the rows. */
    public String foot() {
        return switch (this) {
            case PLAIN, TSV, CSV, JSON, MARKDOWN -> "";
            case HTML -> {
                Markup page = new Markup().raw("</tbody>\n</table></div>\n</div>\n");
                HtmlPage.close(page);
                yield page.toString();
            }
            case LATEX -> "\\hline\n\\end{tabular}\n";
        };
    }

    private static String lines(List<Column> columns, List<String> cells) {
        return IntStream.range(0, columns.size())
                        .mapToObj(i -> columns.get(i).padded(VisibleText.line(cells.get(i))))
                        .collect(Collectors.joining("  "))
                        .stripTrailing()
                + "\n";
    }

    private String values(List<Column> columns, List<String> cells) {
        return IntStream.range(0, columns.size())
                        .mapToObj(i -> value(columns.get(i), cells.get(i)))
                        .collect(Collectors.joining(this == TSV ? "\t" : ","))
                + "\n";
    }

    private String value(Column column, String cell) {
        if (this == TSV) {
            return cell.replaceAll("[\\t\\r\\n]", " ");
        }
        return column.isNumber() ? cell : VisibleText.csvCell(cell);
    }

    private static String json(List<Column> columns, List<String> cells) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        for (int i = 0; i < cells.size(); i++) {
            String name = columns.get(i).name();
            if (cells.get(i).isEmpty()) {
                object.putNull(name);
            } else if (columns.get(i).isNumber()) {
                object.put(name, new BigDecimal(cells.get(i)));
            } else {
                object.put(name, cells.get(i));
            }
        }
        try {
            return Json.MAPPER.writeValueAsString(object) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // a tree of strings and numbers can be written
        }
    }

    private static String markdown(List<Column> columns, List<String> cells) {
        MarkdownText row = new MarkdownText();
        for (int i = 0; i < cells.size(); i++) {
            if (columns.get(i).isNumber()) {
                row.number(cells.get(i));
            } else {
                row.cell(cells.get(i));
            }
        }
        return row.raw("|\n").toString();
    }

    private static String html(List<Column> columns, List<String> cells, String tag) {
        Markup row = new Markup().raw("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            row.raw("<" + tag + (columns.get(i).isNumber() ? " class=\"n\"" : "") + ">")
                    .isolated(cells.get(i))
                    .raw("</" + tag + ">");
        }
        return row.raw("</tr>\n").toString();
    }

    private static String latex(List<String> cells) {
        List<String> escaped = new ArrayList<>();
        cells.forEach(cell -> escaped.add(VisibleText.latex(cell)));
        return String.join(" & ", escaped) + " \\\\\n";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
