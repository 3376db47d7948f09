package org.dknn.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dknn.Dataset;
import org.dknn.LabelSet;

/**
 * The Stanford Sentiment Treebank of two classes, each sentence as its words; or generated sentences where it cannot be had.
 *
 * @param name for people, such as {@code "SST-2"}
 * @param origin where it came from, for people
 * @param training sentences to learn from
 * @param phrases pieces of the training sentences with labels of their own; may be empty
 * @param dev sentences to choose by
 * @param test sentences to report on
 */
record SentimentData(
        String name,
        String origin,
        Dataset<List<String>> training,
        Dataset<List<String>> phrases,
        Dataset<List<String>> dev,
        Dataset<List<String>> test) {

    static final LabelSet LABELS = LabelSet.of("negative", "positive");

    private static final String TRAINING = "sst/stsa.binary.train";

    /** Looks in the data directories, then on the Internet, then generates sentences; reports each step. */
    static SentimentData find(Consumer<String> say) {
        return find(places(), StanfordTrees.published(say), say);
    }

    static SentimentData find(Map<String, Path> places, StanfordTrees trees, Consumer<String> say) {
        try {
            for (Path place : places.values()) {
                if (Files.exists(place.resolve(TRAINING))) {
                    return read(place.resolve("sst"));
                }
            }
            say.accept("Found no " + TRAINING + "; looked in " + places);
            return fetch(trees);
        } catch (IOException | IllegalArgumentException e) {
            say.accept("Could not read the Stanford Sentiment Treebank: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            say.accept("Fetching the Stanford Sentiment Treebank was interrupted.");
        }
        say.accept("Continues with a small generated corpus: its figures say nothing about real text.");
        return GeneratedReviews.make(2_000, 1);
    }

    /** Directories to look in, by what names them. */
    static Map<String, Path> places() {
        Map<String, String> named = new LinkedHashMap<>();
        named.put("-Ddknn.data", System.getProperty("dknn.data", ""));
        named.put("DKNN_DATA", System.getenv().getOrDefault("DKNN_DATA", ""));
        named.put("../shared/data", "../shared/data"); // seen from the root of the project
        named.put("../../shared/data", "../../shared/data"); // seen from a module
        Map<String, Path> places = new LinkedHashMap<>();
        named.forEach((name, path) -> {
            if (!path.isBlank()) {
                places.put(name, Path.of(path).toAbsolutePath().normalize());
            }
        });
        return places;
    }

    /** Whether these are {@link GeneratedReviews}, no real text. */
    boolean isGenerated() {
        return name.equals(GeneratedReviews.NAME);
    }

    private static SentimentData read(Path sst) throws IOException {
        Path phrases = sst.resolve("stsa.binary.phrases.train");
        return new SentimentData(
                "SST-2",
                sst.toString(),
                parse(Files.readAllLines(sst.resolve("stsa.binary.train"))),
                parse(Files.exists(phrases) ? Files.readAllLines(phrases) : List.of()),
                parse(Files.readAllLines(sst.resolve("stsa.binary.dev"))),
                parse(Files.readAllLines(sst.resolve("stsa.binary.test"))));
    }

    private static SentimentData fetch(StanfordTrees trees) throws IOException, InterruptedException {
        StanfordTrees.Parts parts = trees.fetch();
        List<TreeSentence> training = TreeSentence.parseAll(parts.train());
        return new SentimentData(
                "SST-2",
                trees.address().toString(),
                parse(TreeSentence.binarySentences(training)),
                parse(TreeSentence.binaryPhrases(training)),
                parse(TreeSentence.binarySentences(TreeSentence.parseAll(parts.dev()))),
                parse(TreeSentence.binarySentences(TreeSentence.parseAll(parts.test()))));
    }

    /** Lines such as {@code "1 a gripping , funny film"}. */
    static Dataset<List<String>> parse(List<String> lines) {
        List<List<String>> sentences = new ArrayList<>();
        int[] labels = new int[lines.size()];
        for (int i = 0; i < labels.length; i++) {
            if (!lines.get(i).matches("[01] .*\\S.*")) {
                throw new IllegalArgumentException("line " + (i + 1)
                        + ": needs a label 0 or 1, a space and a sentence, got \"" + lines.get(i) + "\"");
            }
            labels[i] = lines.get(i).charAt(0) - '0';
            sentences.add(List.of(lines.get(i).substring(2).strip().split("\\s+", -1)));
        }
        return Dataset.of(sentences, labels, LABELS);
    }
}
