package org.dknn.cli.page;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A table that is filled row by row. Not safe for use by many threads. */
public final class Table {

    /** A cell for which there is no number. */
    public static final String NONE = "-";

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]");

    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** An empty table; the first column names the rows. */
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

    /** Columns of numbers alone, each perhaps with its unit or interval; the first one is none of them. */
    BitSet numberColumns() {
        BitSet numbers = new BitSet();
        IntStream.range(0, columns.size()).filter(this::isOfNumbers).forEach(numbers::set);
        return numbers;
    }

    private boolean isOfNumbers(int column) {
        return column > 0
                && rows.stream()
                        .map(row -> row.get(column))
                        .allMatch(cell -> cell.isEmpty()
                                || cell.equals(NONE)
                                || NUMBER.matcher(cell).lookingAt());
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
