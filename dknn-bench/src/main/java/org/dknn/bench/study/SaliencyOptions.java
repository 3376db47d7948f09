package org.dknn.bench.study;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What is to be explained, and how.
 *
 * @param study seeds, networks and the file of the tables
 * @param trainings what the networks have learned from
 * @param every one of so many dev sentences is explained
 * @param withDrawn whether explainers take part that draw sixty texts a sentence
 */
record SaliencyOptions(StudyOptions study, List<Training> trainings, int every, boolean withDrawn) {

    private static final Map<String, String> USUAL = Map.of("training", "phrases", "every", "3", "scorers", "all");

    /** What a network has learned from. */
    enum Training {
        PHRASES,
        SENTENCES
    }

    /**
     * Reads arguments such as {@code every=3}, and those of {@link StudyOptions}.
     *
     * @throws IllegalArgumentException if an argument is unknown or its value is none of those possible
     */
    static SaliencyOptions parse(String... arguments) {
        OwnArguments own = OwnArguments.of(USUAL, arguments);
        return new SaliencyOptions(
                own.study("table=target/saliency.md"),
                trainings(own.value("training")),
                every(own.value("every")),
                withDrawn(own.value("scorers")));
    }

    private static List<Training> trainings(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(wanted -> Arrays.stream(Training.values())
                        .filter(training -> training.name().equalsIgnoreCase(wanted.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "needs phrases, sentences or both, with a comma, got \"" + text + "\"")))
                .toList();
    }

    private static int every(String text) {
        if (!text.matches("[1-9][0-9]?")) {
            throw new IllegalArgumentException("needs every 1 to 99, got \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    private static boolean withDrawn(String text) {
        return switch (text) {
            case "all" -> true;
            case "few" -> false;
            default -> throw new IllegalArgumentException("needs scorers all or few, got \"" + text + "\"");
        };
    }
}
