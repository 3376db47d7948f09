package org.dknn.bench.study;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.NetworkKind;

/**
 * What is to be studied.
 *
 * @param seeds 1 to this many
 * @param corpora data sets
 * @param kinds kinds of network
 * @param vectors file of pre-trained vectors that embeddings start from; random vectors if empty
 * @param table file that the tables are written to
 */
record StudyOptions(int seeds, List<Corpus> corpora, List<NetworkKind> kinds, Optional<Path> vectors, Path table) {

    private static final Map<String, String> USUAL = Map.of(
            "seeds",
            "3",
            "sets",
            "SST-2,CR,TREC,MR",
            "networks",
            "CNN,BiLSTM",
            "vectors",
            "",
            "table",
            "target/accuracy.md");

    /**
     * Reads arguments such as {@code seeds=3}; those that are not given, or are empty, have their usual values.
     *
     * @throws IllegalArgumentException if an argument is unknown or its value is none of those possible
     */
    static StudyOptions parse(String... arguments) {
        Map<String, String> given = new LinkedHashMap<>(USUAL);
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length < 2 || !USUAL.containsKey(parts[0])) {
                throw new IllegalArgumentException(
                        "needs NAME=VALUE with a name of " + names() + ", got \"" + argument + "\"");
            }
            if (!parts[1].isBlank()) {
                given.put(parts[0], parts[1]);
            }
        }
        String vectors = given.getOrDefault("vectors", "");
        return new StudyOptions(
                seeds(given.getOrDefault("seeds", "")),
                chosen(given.getOrDefault("sets", ""), Corpus.values(), Corpus::title),
                chosen(given.getOrDefault("networks", ""), NetworkKind.values(), NetworkKind::title),
                vectors.isEmpty() ? Optional.empty() : Optional.of(Path.of(vectors)),
                Path.of(given.getOrDefault("table", "")));
    }

    private static Set<String> names() {
        return new TreeSet<>(USUAL.keySet());
    }

    private static int seeds(String text) {
        if (!text.matches("[1-9][0-9]?")) {
            throw new IllegalArgumentException("needs 1 to 99 seeds, got \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    private static <T> List<T> chosen(String text, T[] all, Function<T, String> title) {
        return Arrays.stream(text.split(",", -1))
                .map(wanted -> Arrays.stream(all)
                        .filter(one -> title.apply(one).equalsIgnoreCase(wanted.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("needs names of "
                                + Arrays.stream(all).map(title).toList() + ", got \"" + wanted + "\"")))
                .toList();
    }

    /** The command that makes the tables again. */
    String command() {
        return String.format(
                Locale.ROOT,
                "./mvnw -q -DskipTests -Paccuracy package -Dseeds=%d -Dsets=%s -Dnetworks=%s%s",
                seeds,
                corpora.stream().map(Corpus::title).collect(Collectors.joining(",")),
                kinds.stream().map(NetworkKind::title).collect(Collectors.joining(",")),
                vectors.map(file -> " -Dvectors=" + file.getFileName()).orElse(""));
    }
}
