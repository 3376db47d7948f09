package org.dknn.cli.page;

import java.util.ArrayList;
import java.util.List;

/** A table that is filled row by row. Not safe for use by many threads. */
public final class Table {

    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** An empty table; the first column is text, the others are numbers. */
    public Table(String... columns) {
        this.columns = List.of(columns);
    }

    /** Adds a row, of as many cells as there are columns. */
    public Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("a row needs the cells " + columns + ", got " + List.of(cells));
        }
        rows.add(List.of(cells));
        return this;
    }

    /** Names of the columns. */
    public List<String> columns() {
        return columns;
    }

    /** The cells, row by row. */
    public List<List<String>> rows() {
        return List.copyOf(rows);
    }
}
