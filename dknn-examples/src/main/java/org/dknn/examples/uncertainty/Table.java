package org.dknn.examples.uncertainty;

import java.util.ArrayList;
import java.util.List;

/** A table that is filled row by row. Not safe for use by many threads. */
final class Table {

    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** An empty table; the first column is text, the others are numbers. */
    Table(String... columns) {
        this.columns = List.of(columns);
    }

    Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("a row needs the cells " + columns + ", got " + List.of(cells));
        }
        rows.add(List.of(cells));
        return this;
    }

    List<String> columns() {
        return columns;
    }

    List<List<String>> rows() {
        return List.copyOf(rows);
    }
}
