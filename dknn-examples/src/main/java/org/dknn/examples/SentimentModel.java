package org.dknn.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.text.Vocabulary;

/**
 * A trained network and its neighbors. Both are saved in the cache directory, so that a second run starts in seconds.
 *
 * @param data the sentences
 * @param network that was trained
 * @param vocabulary of the training sentences
 * @param dknn fitted on the training sentences; closed with this
 */
record SentimentModel(SentimentData data, ComputationGraph network, Vocabulary vocabulary, DeepKnn<List<String>> dknn)
        implements AutoCloseable {

    private static final long SPLIT = 7;
    private static final String NETWORK = "network.zip";
    private static final String VOCABULARY = "vocabulary";
    private static final String FITTED = "dknn";

    /** {@code -Ddknn.cache}, else {@code $XDG_CACHE_HOME/dknn}, else {@code ~/.cache/dknn}. */
    static Path cache() {
        String property = System.getProperty("dknn.cache", "");
        if (!property.isBlank()) {
            return Path.of(property);
        }
        String xdg = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        return (xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg)).resolve("dknn");
    }

    /** Loads a model, or trains and saves it where there is none. */
    static SentimentModel open(SentimentNetwork network, SentimentData data, PrintStream out) throws IOException {
        Dataset.Split<List<String>> split =
                data.training().holdOut(Math.min(1_000, data.training().size() / 4), SPLIT);
        Path directory = cache().resolve("models").resolve(directoryName(network, data, split));
        if (Files.exists(directory.resolve(FITTED).resolve("dknn.model"))) {
            out.println("Loads the " + network.name() + " and its neighbors from " + directory);
            try {
                return load(network, data, directory);
            } catch (IOException | IllegalStateException e) {
                out.println("Cannot use it, and trains again: " + e);
            }
        }
        SentimentModel model = train(network, data, split, out);
        Files.createDirectories(directory);
        model.network.save(directory.resolve(NETWORK).toFile(), false);
        model.vocabulary.save(directory.resolve(VOCABULARY));
        model.dknn.save(directory.resolve(FITTED));
        out.println("Saved in " + directory);
        return model;
    }

    private static SentimentModel load(SentimentNetwork network, SentimentData data, Path directory)
            throws IOException {
        ComputationGraph graph =
                ComputationGraph.load(directory.resolve(NETWORK).toFile(), false);
        Vocabulary vocabulary = Vocabulary.load(directory.resolve(VOCABULARY));
        DeepKnn<List<String>> dknn = DeepKnn.load(directory.resolve(FITTED), extractor(network, graph, vocabulary));
        return new SentimentModel(data, graph, vocabulary, dknn);
    }

    private static SentimentModel train(
            SentimentNetwork network, SentimentData data, Dataset.Split<List<String>> split, PrintStream out) {
        Dataset<List<String>> training = network.trainingSet(split, data.phrases());
        out.printf(
                "Trains the %s on %d texts; %d sentences are held out for calibration%n",
                network.name(), training.size(), split.heldOut().size());
        Vocabulary vocabulary = Vocabulary.build(split.kept().inputs(), 1);
        ComputationGraph untrained = new ComputationGraph(network.graph().apply(vocabulary.size()));
        untrained.init();
        ComputationGraph graph = new Trainer<List<String>>(
                        TokenIds.of(vocabulary),
                        (words, change) -> words.stream().map(change).toList(),
                        network.recipe(),
                        out::println)
                .train(untrained, training, data.dev());
        DeepKnn<List<String>> dknn = DeepKnn.builder(extractor(network, graph, vocabulary))
                .neighbors(75)
                .progress(new ConsoleProgress(out))
                .fit(split.kept(), split.heldOut());
        return new SentimentModel(data, graph, vocabulary, dknn);
    }

    private static Dl4jExtractor<List<String>> extractor(
            SentimentNetwork network, ComputationGraph graph, Vocabulary vocabulary) {
        return network.layers()
                .apply(Dl4jExtractor.builder(graph, TokenIds.of(vocabulary)))
                .build();
    }

    /** Another one for another network, other training or other data. */
    private static String directoryName(
            SentimentNetwork network, SentimentData data, Dataset.Split<List<String>> split) {
        CRC32C checksum = new CRC32C();
        for (Object part : List.of(
                network.graph().apply(3).toJson(),
                network.recipe(),
                network.trainsOnPhrases(),
                split.kept().inputs(),
                split.heldOut().inputs(),
                data.phrases().inputs())) {
            checksum.update(part.toString().getBytes(StandardCharsets.UTF_8));
        }
        return String.format(Locale.ROOT, "%s-%s-%08x", data.name(), network.name(), checksum.getValue())
                .replace(' ', '-')
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        dknn.close();
    }
}
