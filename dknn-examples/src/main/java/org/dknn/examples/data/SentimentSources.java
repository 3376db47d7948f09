package org.dknn.examples.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dknn.Dataset;
import org.dknn.LabelSet;

/**
 * Finds the Stanford Sentiment Treebank, two classes: in a data directory; else fetched into a cache directory; else makes
 * do with a {@link GeneratedCorpus}. Says each step it takes.
 */
public final class SentimentSources {

    private static final String TRAINING = "sst/stsa.binary.train";

    static final LabelSet LABELS = LabelSet.of("negative", "positive");

    private static final LabelledLines LINES = LabelledLines.of(LABELS);

    private final Consumer<String> say;
    private final StanfordTrees trees;

    SentimentSources(Consumer<String> say, StanfordTrees trees) {
        this.say = say;
        this.trees = trees;
    }

    /** Looks in the usual places; the cache is under {@link CacheDirectory}. */
    public static SentimentSources usual(Consumer<String> say) {
        return new SentimentSources(
                say, new StanfordTrees(StanfordTrees.ADDRESS, StanfordTrees.CHECKSUM, CacheDirectory.of("sst"), say));
    }

    /** The treebank if it is to be had, else a corpus that says it is none. */
    public SentenceData find() {
        return findIn(places());
    }

    SentenceData findIn(Map<String, Path> places) {
        try {
            for (Path place : places.values()) {
                if (Files.exists(place.resolve(TRAINING))) {
                    return read(place.resolve("sst"));
                }
            }
            say.accept("Found no " + TRAINING + "; looked in " + places);
            return fetched();
        } catch (IOException | IllegalArgumentException e) {
            say.accept("Could not read the Stanford Sentiment Treebank: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            say.accept("Fetching the Stanford Sentiment Treebank was interrupted.");
        }
        say.accept("Goes on with a small corpus made up on the spot: its figures say nothing about real text.");
        return GeneratedCorpus.make(1);
    }

    /** Places to look in, by what names them. */
    static Map<String, Path> places() {
        Map<String, Path> places = new LinkedHashMap<>();
        String property = System.getProperty("dknn.data", "");
        if (!property.isBlank()) {
            places.put("-Ddknn.data", Path.of(property).toAbsolutePath().normalize());
        }
        String variable = System.getenv().getOrDefault("DKNN_DATA", "");
        if (!variable.isBlank()) {
            places.put("DKNN_DATA", Path.of(variable).toAbsolutePath().normalize());
        }
        // beside the project's root, seen from there and from a module
        for (String place : List.of("../shared/data", "../../shared/data")) {
            places.put(place, Path.of(place).toAbsolutePath().normalize());
        }
        return places;
    }

    /** Whether a data directory is there, so that nothing need be fetched. */
    static boolean isThere() {
        return places().values().stream().anyMatch(place -> Files.exists(place.resolve(TRAINING)));
    }

    /** Reads the treebank's own directory. */
    static SentenceData read(Path sst) throws IOException {
        Path phrases = sst.resolve("stsa.binary.phrases.train");
        Dataset<List<String>> training = LINES.read(sst.resolve("stsa.binary.train"));
        return new SentenceData(
                "SST-2",
                sst.toString(),
                SourceFile.of(
                        sst, "stsa.binary.train", "stsa.binary.phrases.train", "stsa.binary.dev", "stsa.binary.test"),
                training,
                Files.exists(phrases) ? LINES.read(phrases) : training.select(),
                LINES.read(sst.resolve("stsa.binary.dev")),
                LINES.read(sst.resolve("stsa.binary.test")));
    }

    SentenceData fetched() throws IOException, InterruptedException {
        StanfordTrees.Parts parts = trees.fetch();
        URI origin = trees.address();
        List<TreeSentence> training = TreeSentence.parseAll(parts.train());
        return new SentenceData(
                "SST-2",
                origin.toString(),
                List.of(trees.source()),
                sentences(training, origin),
                LINES.parse(TreeSentence.binaryPhrases(training), origin.toString()),
                sentences(TreeSentence.parseAll(parts.dev()), origin),
                sentences(TreeSentence.parseAll(parts.test()), origin));
    }

    private static Dataset<List<String>> sentences(List<TreeSentence> trees, URI origin) {
        return LINES.parse(TreeSentence.binarySentences(trees), origin.toString());
    }
}
