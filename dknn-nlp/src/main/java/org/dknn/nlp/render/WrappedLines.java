package org.dknn.nlp.render;

/** Text that breaks into lines between its words, at white space. Not safe for use by many threads. */
final class WrappedLines {

    private final int columns;
    private final StringBuilder lines = new StringBuilder();
    private final StringBuilder pending = new StringBuilder();
    private int used;
    private int pendingColumns;

    WrappedLines(int columns) {
        this.columns = columns;
    }

    /** Adds a word. */
    void word(Paint.Painted word) {
        pending.append(word.written());
        pendingColumns += Columns.width(word.shown());
    }

    /** Adds what stands between two words, in which white space is spaces. */
    void between(String text) {
        int start = 0;
        for (int space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', start)) {
            unpainted(text.substring(start, space));
            flush();
            space();
            start = space + 1;
        }
        unpainted(text.substring(start));
    }

    private void unpainted(String word) {
        word(new Paint.Painted(word, word));
    }

    private void space() {
        if (used > 0) {
            lines.append(' ');
            used++;
        }
    }

    private void flush() {
        if (used > 0 && used + pendingColumns > columns) {
            stripTrailing();
            lines.append('\n');
            used = 0;
        }
        lines.append(pending);
        used += pendingColumns;
        pending.setLength(0);
        pendingColumns = 0;
    }

    private void stripTrailing() {
        while (!lines.isEmpty() && lines.charAt(lines.length() - 1) == ' ') {
            lines.setLength(lines.length() - 1);
        }
    }

    /** All lines; what was added last counts, too. */
    @Override
    public String toString() {
        flush();
        stripTrailing();
        return lines.toString();
    }
}
