package org.dknn.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Strings in files: a length in chars, then the chars. UTF-16, because UTF-8 cannot represent unpaired surrogates,
 * which texts may contain.
 */
public final class Utf16 {

    private Utf16() {}

    /** Writes a string of any length. */
    public static void write(DataOutput out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the input ends early
     * @throws IllegalArgumentException if the length is negative
     */
    public static String read(DataInput in) throws IOException {
        int length = readCount(in);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(in.readChar());
        }
        return text.toString();
    }

    /** Writes the number of strings, then each. */
    public static void writeAll(DataOutput out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            write(out, text);
        }
    }

    /** Reads what {@link #writeAll} wrote. */
    public static List<String> readAll(DataInput in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = readCount(in); left > 0; left--) {
            texts.add(read(in));
        }
        return List.copyOf(texts);
    }

    /**
     * Reads the number of entries that follow.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static int readCount(DataInput in) throws IOException {
        int count = in.readInt();
        if (count < 0) {
            throw new IllegalArgumentException("a count must be at least 0, got " + count);
        }
        return count;
    }
}
