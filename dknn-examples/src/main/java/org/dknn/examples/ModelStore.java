package org.dknn.examples;

import java.io.IOException;
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
import org.dknn.examples.data.CacheDirectory;
import org.dknn.examples.data.SentimentData;
import org.dknn.examples.network.PhraseSelection;
import org.dknn.examples.network.Trainer;
import org.dknn.format.AtomicMove;
import org.dknn.nlp.encode.TokenIdEncoder;
import org.dknn.nlp.text.Vocabulary;

/**
 * Keeps a trained network, its vocabulary and its fitted classifier in the cache, under a name made of all that they depend
 * on; makes them when they are not there.
 */
final class ModelStore {

    /** Raised when training changes in a way that its other settings do not tell. */
    private static final int VERSION = 1;

    private static final long SPLIT_SEED = 7;
    private static final String NETWORK = "network.zip";
    private static final String VOCABULARY = "vocabulary";
    private static final String FITTED = "dknn";

    private final Classifier classifier;
    private final SentimentData data;
    private final ConsoleProgress progress;
    private final Path directory;

    ModelStore(Classifier classifier, SentimentData data, ConsoleProgress progress) {
        this.classifier = classifier;
        this.data = data;
        this.progress = progress;
        this.directory = directory(classifier, data);
    }

    DeepKnn<List<String>> loadOrFit() throws IOException {
        if (Files.exists(directory.resolve(FITTED).resolve("dknn.model"))) {
            try {
                return load();
            } catch (IOException | IllegalStateException e) {
                progress.say("Cannot use what is kept there, and makes it again: " + e);
            }
        }
        return fit();
    }

    private DeepKnn<List<String>> load() throws IOException {
        progress.say("Loads the " + classifier.name() + " and its neighbors from " + directory);
        ComputationGraph graph =
                ComputationGraph.load(directory.resolve(NETWORK).toFile(), false);
        Vocabulary vocabulary = Vocabulary.load(directory.resolve(VOCABULARY));
        return DeepKnn.load(directory.resolve(FITTED), extractor(graph, vocabulary));
    }

    private DeepKnn<List<String>> fit() throws IOException {
        Files.createDirectories(directory);
        Dataset.Split<List<String>> split =
                data.training().holdOut(Math.min(1_000, data.training().size() / 4), SPLIT_SEED);
        Vocabulary vocabulary = Vocabulary.build(split.kept().inputs(), 1);
        ComputationGraph graph = train(split, vocabulary);
        Path beside = directory.resolve(NETWORK + ".part");
        graph.save(beside.toFile(), false);
        AtomicMove.replace(beside, directory.resolve(NETWORK));
        vocabulary.save(directory.resolve(VOCABULARY));
        DeepKnn<List<String>> dknn = DeepKnn.builder(extractor(graph, vocabulary))
                .neighbors(75)
                .progress(progress)
                .fit(split.kept(), split.heldOut());
        dknn.save(directory.resolve(FITTED));
        progress.say("Kept in " + directory);
        return dknn;
    }

    private ComputationGraph train(Dataset.Split<List<String>> split, Vocabulary vocabulary) {
        boolean onPhrases = classifier.onPhrases() && data.phrases().size() > 0;
        Dataset<List<String>> training =
                onPhrases ? PhraseSelection.without(split.heldOut(), split.kept(), data.phrases()) : split.kept();
        progress.say(String.format(
                Locale.ROOT,
                "Trains the %s on %d %s; %d sentences are held out for calibration",
                classifier.name(),
                training.size(),
                onPhrases ? "phrases" : "sentences",
                split.heldOut().size()));
        return new Trainer(classifier.recipe(), vocabulary, progress::say)
                .train(classifier.graph().apply(vocabulary.size(), classifier.recipe()), training, data.dev());
    }

    private Dl4jExtractor<List<String>> extractor(ComputationGraph graph, Vocabulary vocabulary) {
        return classifier
                .layers()
                .apply(Dl4jExtractor.builder(graph, new TokenIdEncoder(vocabulary)))
                .build();
    }

    private static Path directory(Classifier classifier, SentimentData data) {
        CRC32C checksum = new CRC32C();
        List<Object> parts = List.of(
                VERSION,
                classifier.graph().apply(1, classifier.recipe()).toJson(),
                classifier.recipe(),
                classifier.onPhrases(),
                data.training().inputs(),
                data.phrases().size());
        for (Object part : parts) {
            checksum.update(part.toString().getBytes(StandardCharsets.UTF_8));
        }
        String name =
                String.format(Locale.ROOT, "models/%s-%s-%08x", data.name(), classifier.name(), checksum.getValue());
        return CacheDirectory.of(name.replace(' ', '-').toLowerCase(Locale.ROOT));
    }
}
