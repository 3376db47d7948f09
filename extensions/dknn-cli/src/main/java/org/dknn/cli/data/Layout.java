package org.dknn.cli.data;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * How the lines of a file are laid out.
 *
 * @param separator between columns
 * @param first line with a text, from 0 on
 * @param header names of the columns; empty without
 * @param columns those of texts and labels
 * @param width number of columns that each record must have; without one, all that follows the label is text
 */
record Layout(Separator separator, int first, List<String> header, Columns columns, OptionalInt width) {

    Table read(Lines lines, Problems problems) {
        boolean isQuoted = Quotes.areMeant(lines, first, separator);
        List<Row> rows = isQuoted
                ? DelimitedRows.quoted(lines, first, separator, width, problems)
                : DelimitedRows.plain(lines, first, separator, width, problems);
        List<Table.Example> examples = new ArrayList<>();
        for (Row row : rows) {
            String label = columns.label() < 0 ? "" : row.field(columns.label());
            examples.add(new Table.Example(row.line(), label, text(row)));
        }
        return new Table(examples, form());
    }

    private String text(Row row) {
        if (width.isPresent() || columns.text() >= row.fields().size()) {
            return row.field(columns.text());
        }
        return String.join(
                String.valueOf(separator.character()),
                row.fields().subList(columns.text(), row.fields().size()));
    }

    private String form() {
        String columnsByName = columns.label() < 0
                ? "texts in " + name(columns.text())
                : "texts in " + name(columns.text()) + ", labels in " + name(columns.label());
        return "columns separated by " + separator + (header.isEmpty() ? ", no header, " : ", a header, ")
                + columnsByName;
    }

    private String name(int column) {
        return header.isEmpty() ? "column " + (column + 1) : '"' + header.get(column) + '"';
    }
}
