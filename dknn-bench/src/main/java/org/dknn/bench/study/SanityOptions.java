package org.dknn.bench.study;

import java.util.Map;

/**
 * What is to be checked.
 *
 * @param study seeds, networks and the file of the tables
 * @param sentences how many dev sentences are explained
 */
record SanityOptions(StudyOptions study, int sentences) {

    private static final Map<String, String> USUAL = Map.of("sentences", "60");

    /**
     * Reads arguments such as {@code sentences=60}, and those of {@link StudyOptions}; the usual number of seeds is 1.
     *
     * @throws IllegalArgumentException if an argument is unknown or its value is none of those possible
     */
    static SanityOptions parse(String... arguments) {
        OwnArguments own = OwnArguments.of(USUAL, arguments);
        return new SanityOptions(own.study("seeds=1", "table=target/sanity.md"), number(own.value("sentences")));
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("needs 1 to 9999 sentences, got \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }
}
