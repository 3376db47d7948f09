package org.dknn.bench.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.bench.data.CacheDirectory;
import org.dknn.bench.data.SentenceData;
import org.dknn.cli.train.Reading;
import org.dknn.cli.train.Sizes;
import org.dknn.cli.train.Trainer;
import org.dknn.conformal.Nonconformity;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.internal.AtomicMove;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.text.Vocabulary;
import org.dknn.vector.Metric;

/**
 * Keeps a trained network, its vocabulary and its fitted classifier in the cache, under a name made of all that they depend
 * on; makes them when they are not there. A classifier that cannot be read is fitted again on the network that is there.
 */
final class ModelStore {

    private static final long EXAMPLE_SPLIT = 7;
    private static final String NETWORK = "network.zip";
    private static final String VOCABULARY = "vocabulary";

    private final Classifier classifier;
    private final SentenceData data;
    private final Dataset.Split<List<String>> split;
    private final Path directory;
    private final Metric metric;

    /** Keeps the model that is trained on one part of the training set and calibrated on the other. */
    ModelStore(Classifier classifier, SentenceData data, Dataset.Split<List<String>> split, Metric metric) {
        this.classifier = classifier;
        this.data = data;
        this.split = split;
        this.metric = metric;
        this.directory = CacheDirectory.of("models").resolve(ModelName.of(classifier, data, split));
    }

    /** Holds out 1,000 sentences for calibration, or a quarter where that is less, always the same. */
    static ModelStore ofExample(Classifier classifier, SentenceData data) {
        int size = Math.min(1_000, data.training().size() / 4);
        return new ModelStore(classifier, data, data.training().holdOut(size, EXAMPLE_SPLIT), Metric.EUCLIDEAN);
    }

    /** Where the model is, or will be. */
    Path directory() {
        return directory;
    }

    /** Whether there is a network. */
    boolean isKept() {
        return Files.exists(directory.resolve(VOCABULARY));
    }

    TrainedModel loadOrMake(ConsoleProgress progress) throws IOException {
        if (isKept()) {
            try {
                progress.say("Loads the " + classifier.name() + " and its neighbors from " + directory);
                return load(progress);
            } catch (IOException | IllegalStateException e) {
                progress.say("Cannot use what is kept there, and makes it again: " + e);
            }
        }
        return train(progress);
    }

    private TrainedModel load(ConsoleProgress progress) throws IOException {
        ComputationGraph graph =
                ComputationGraph.load(directory.resolve(NETWORK).toFile(), false);
        Vocabulary vocabulary = Vocabulary.load(directory.resolve(VOCABULARY));
        return new TrainedModel(data, split, graph, vocabulary, loadOrFit(extractor(graph, vocabulary), progress));
    }

    private DeepKnn<List<String>> loadOrFit(Dl4jExtractor<List<String>> extractor, ConsoleProgress progress)
            throws IOException {
        if (!Files.exists(fitted())) {
            return fit(extractor, progress);
        }
        try {
            return DeepKnn.load(fitted(), extractor);
        } catch (IOException e) {
            progress.say("Cannot use the neighbors kept there, and makes it again: " + e);
            return fit(extractor, progress);
        }
    }

    private TrainedModel train(ConsoleProgress progress) throws IOException {
        Files.createDirectories(directory);
        Vocabulary vocabulary = Vocabulary.build(split.kept().inputs(), 1);
        ComputationGraph graph = trained(vocabulary, progress);
        Path beside = directory.resolve(NETWORK + ".part");
        graph.save(beside.toFile(), false);
        AtomicMove.replace(beside, directory.resolve(NETWORK));
        vocabulary.save(directory.resolve(VOCABULARY)); // last, so that where it is the network is too
        return new TrainedModel(data, split, graph, vocabulary, fit(extractor(graph, vocabulary), progress));
    }

    private ComputationGraph trained(Vocabulary vocabulary, ConsoleProgress progress) {
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
        int width = classifier.vectors().map(PretrainedVectors::width).orElse(Sizes.USUAL_EMBEDDING);
        Sizes sizes = new Sizes(vocabulary.size(), width, data.labelSet().size());
        ComputationGraph untrained = new ComputationGraph(classifier.graph().apply(sizes, classifier.recipe()));
        untrained.init();
        classifier.vectors().ifPresent(vectors -> vectors.fill(untrained, vocabulary));
        return new Trainer<>(classifier.recipe(), Reading.sentences(vocabulary), progress::say)
                .train(untrained, training, data.dev());
    }

    private DeepKnn<List<String>> fit(Dl4jExtractor<List<String>> extractor, ConsoleProgress progress)
            throws IOException {
        DeepKnn<List<String>> dknn = DeepKnn.builder(extractor)
                .neighbors(75)
                .metric(metric)
                .nonconformity(Nonconformity.count()) // the studies measure the papers' method, others beside it
                .progress(progress)
                .fit(split.kept(), split.heldOut());
        dknn.save(fitted());
        progress.say("Kept in " + directory);
        return dknn;
    }

    private Dl4jExtractor<List<String>> extractor(ComputationGraph graph, Vocabulary vocabulary) {
        return classifier
                .layers()
                .apply(Dl4jExtractor.builder(graph, new TokenIds(vocabulary)))
                .build();
    }

    /** Beside each other, so that one network serves both distances. */
    private Path fitted() {
        return directory.resolve("dknn-" + metric);
    }
}
