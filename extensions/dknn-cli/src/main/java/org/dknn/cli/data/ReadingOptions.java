package org.dknn.cli.data;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * What a user says about files; what is not said is found out, per file.
 *
 * @param text column of the texts: a name of the header, or a number from 1 on
 * @param label column of the labels, likewise
 * @param separator between columns
 * @param encoding of files without a byte order mark
 * @param badLines what is done with lines that cannot be read
 */
public record ReadingOptions(
        Optional<String> text,
        Optional<String> label,
        Optional<Separator> separator,
        Optional<Charset> encoding,
        BadLines badLines) {

    /** Nothing is said. */
    public static final ReadingOptions NONE = new ReadingOptions(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), BadLines.REFUSED);

    /** What is done with lines that cannot be read. */
    public enum BadLines {
        /** One is enough to end with an error that tells all of them. */
        REFUSED,
        /** They are told and left out. */
        SKIPPED
    }
}
