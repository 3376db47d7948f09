package org.dknn.cli.result;

/**
 * A column of results.
 *
 * @param name in headers, and the key in JSON
 * @param kind of its cells
 * @param width that lines for people give it at least, in characters
 */
public record Column(String name, Kind kind, int width) {

    /** What the cells are. */
    public enum Kind {
        /** What people wrote or named. */
        TEXT,
        /** A number that is written by a point. */
        NUMBER
    }

    /** Of text. */
    public static Column text(String name, int width) {
        return new Column(name, Kind.TEXT, width);
    }

    /** Of numbers. */
    public static Column number(String name) {
        return new Column(name, Kind.NUMBER, 0);
    }

    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    /** A cell or name, filled to the width of lines for people. */
    String padded(String cell) {
        String fill = " ".repeat(Math.max(0, Math.max(width, name.length()) - cell.codePointCount(0, cell.length())));
        return isNumber() ? fill + cell : cell + fill;
    }
}
