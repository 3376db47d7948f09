package org.dknn.cli.data;

import java.util.List;
import java.util.Locale;

/** What stands between the columns of a line. */
public enum Separator {
    /** As in files that end with {@code .tsv}. */
    TAB('\t'),
    /** As in files that end with {@code .csv}. */
    COMMA(','),
    /** As spreadsheets write it where the comma is the decimal mark. */
    SEMICOLON(';'),
    /** A vertical bar. */
    PIPE('|'),
    /** The first space alone; all that follows is text. */
    SPACE(' ');

    private final char character;

    Separator(char character) {
        this.character = character;
    }

    char character() {
        return character;
    }

    /** Those that a file may have, the likeliest first. */
    static List<Separator> likely(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.endsWith(".tsv") || name.endsWith(".tab")) {
            return List.of(TAB);
        }
        List<Separator> columns = List.of(TAB, COMMA, SEMICOLON, PIPE);
        return name.endsWith(".csv") ? List.of(COMMA, SEMICOLON, TAB, PIPE) : columns;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
