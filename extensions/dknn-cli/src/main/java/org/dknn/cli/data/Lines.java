package org.dknn.cli.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the lines of a text are. They end with a line feed, a carriage return, or both; other separators of Unicode are part
 * of a line.
 */
final class Lines {

    private final String text;
    private final List<Integer> starts = new ArrayList<>();

    Lines(String text) {
        this.text = text;
        for (int at = 0; at < text.length(); ) {
            starts.add(at);
            int end = end(at);
            at = end + (text.startsWith("\r\n", end) ? 2 : 1);
        }
    }

    private int end(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** The first lines, so that not all need to be looked at. */
    Lines head(int lines) {
        return lines < count() ? new Lines(text.substring(0, start(lines))) : this;
    }

    int count() {
        return starts.size();
    }

    String text() {
        return text;
    }

    /** Where a line starts in the text; lines count from 0. */
    int start(int line) {
        return starts.get(line);
    }

    /** A line without its end. */
    String get(int line) {
        return text.substring(start(line), end(start(line)));
    }

    boolean isBlank(int line) {
        return Labels.strip(get(line)).isEmpty();
    }

    /** The next line that is not blank, from one on; {@link #count} if there is none. */
    int next(int line) {
        int next = line;
        while (next < count() && isBlank(next)) {
            next++;
        }
        return next;
    }

    /** The line that holds a place of the text. */
    int lineAt(int offset) {
        int low = 0;
        int high = count();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (start(middle) <= offset) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    List<String> all() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            all.add(get(i));
        }
        return all;
    }

    /** Lines in a piece of text after the first. */
    static int breaks(String piece) {
        int breaks = 0;
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            boolean isEnd = c == '\n' || (c == '\r' && !piece.startsWith("\r\n", i));
            breaks += isEnd ? 1 : 0;
        }
        return breaks;
    }
}
