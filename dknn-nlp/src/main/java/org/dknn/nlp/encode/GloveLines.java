package org.dknn.nlp.encode;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.dknn.internal.DknnFormatException;

/** The lines of a file of word vectors, one after the other. Not safe for use by many threads. */
final class GloveLines {

    private static final Pattern HEADER = Pattern.compile("\\d{1,9} (\\d{1,9})");

    private final Path file;
    private final boolean hasHeader;
    private final int width;
    private int number;

    GloveLines(Path file, String first) throws DknnFormatException {
        this.file = file;
        var header = HEADER.matcher(first.strip());
        this.hasHeader = header.matches();
        this.width = hasHeader
                ? Integer.parseInt(header.group(1))
                : (int) trimmed(first).chars().filter(c -> c == ' ').count();
        this.number = hasHeader ? 1 : 0;
        if (width < 1) {
            throw new DknnFormatException(
                    file + ", line 1: needs a word, a space and its vector, got \"" + shortened(first) + "\"");
        }
    }

    boolean isHeader() {
        return hasHeader;
    }

    int width() {
        return width;
    }

    /** Reads the next line; a wanted word that is new goes into the map. */
    void read(String line, Predicate<String> wanted, Map<String, float[]> vectors) throws DknnFormatException {
        number++;
        String text = trimmed(line);
        int start = vectorStart(text);
        String word = text.substring(0, start);
        if (wanted.test(word) && !vectors.containsKey(word)) {
            vectors.put(word, vector(text, start));
        }
    }

    /** Without the space that word2vec leaves at the end of a line. */
    private static String trimmed(String line) {
        return line.endsWith(" ") ? line.substring(0, line.length() - 1) : line;
    }

    /** Where the space before the vector stands: the values are the last of the line. */
    private int vectorStart(String text) throws DknnFormatException {
        int start = text.length();
        for (int i = 0; i < width; i++) {
            start = start == 0 ? -1 : text.lastIndexOf(' ', start - 1);
            if (start < 0) {
                throw new DknnFormatException(place() + "needs a word and " + width + " values, got " + i
                        + " values in \"" + shortened(text) + "\"");
            }
        }
        return start;
    }

    private float[] vector(String text, int start) throws DknnFormatException {
        float[] vector = new float[width];
        int from = start + 1;
        for (int i = 0; i < width; i++) {
            int end = i == width - 1 ? text.length() : text.indexOf(' ', from);
            vector[i] = number(text.substring(from, end), i);
            from = end + 1;
        }
        return vector;
    }

    private float number(String text, int position) throws DknnFormatException {
        try {
            float value = Float.parseFloat(text);
            if (Float.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new DknnFormatException(notFinite(text, position), e);
        }
        throw new DknnFormatException(notFinite(text, position));
    }

    private String notFinite(String text, int position) {
        return place() + "value " + (position + 1) + " of " + width + " must be a finite number, got \""
                + shortened(text) + "\"";
    }

    private String place() {
        return file + ", line " + number + ": ";
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
