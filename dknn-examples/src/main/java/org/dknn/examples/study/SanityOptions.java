package org.dknn.examples.study;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be checked.
 *
 * @param study seeds, networks and the file of the tables
 * @param sentences how many dev sentences are explained
 */
record SanityOptions(StudyOptions study, int sentences) {

    private static final String SENTENCES = "sentences=";
    private static final String USUAL_SENTENCES = "60";

    /**
     * Reads arguments such as {@code sentences=60}, and those of {@link StudyOptions}; the usual number of seeds is 1.
     *
     * @throws IllegalArgumentException if an argument is unknown or its value is none of those possible
     */
    static SanityOptions parse(String... arguments) {
        List<String> others = Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith(SENTENCES))
                .toList();
        String sentences = Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(SENTENCES))
                .map(argument -> argument.substring(SENTENCES.length()))
                .filter(value -> !value.isBlank())
                .reduce(USUAL_SENTENCES, (earlier, later) -> later);
        return new SanityOptions(
                StudyOptions.parse(Stream.concat(Stream.of("seeds=1", "table=target/sanity.md"), others.stream())
                        .toArray(String[]::new)),
                number(sentences));
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("needs 1 to 9999 sentences, got \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }
}
