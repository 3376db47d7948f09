package org.dknn.bench.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dknn.Dataset;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.SentenceData;
import org.dknn.cli.train.Recipe;
import org.dknn.vector.Metric;

/**
 * The trained models of the studies: each is made once and kept in the cache, so that studies share them.
 *
 * <pre>{@code
 * try (TrainedModel model = Models.of(Corpus.TREC, NetworkKind.CNN, 1).loadOrTrain()) {
 *     List<Prediction> predictions = model.dknn().predictAll(model.data().test().inputs());
 * }
 * }</pre>
 */
public final class Models {

    /** What the original holds out whatever the set; a third of CR would be gone. */
    private static final int CALIBRATION_AT_MOST = 1_000;

    private final Corpus corpus;
    private final NetworkKind kind;
    private final int seed;
    private final Options options;

    /** What may be chosen besides. */
    private record Options(UnaryOperator<Classifier> change, Metric metric) {}

    private Models(Corpus corpus, NetworkKind kind, int seed, Options options) {
        this.corpus = corpus;
        this.kind = kind;
        this.seed = seed;
        this.options = options;
    }

    /**
     * A model of the studies.
     *
     * @param seed at least 1; of the parts that are drawn, see {@link Corpus#read}, of the calibration set and of the training
     */
    public static Models of(Corpus corpus, NetworkKind kind, int seed) {
        return new Models(corpus, kind, seed, new Options(usual -> usual, Metric.COSINE));
    }

    /** The same model with an embedding that starts from pre-trained vectors; without, it starts from random ones. */
    public Models startingFrom(PretrainedVectors vectors) {
        return changed(classifier -> classifier.startingFrom(vectors));
    }

    /** The same model with another number of passes through the training set, such as few for a quick check. */
    public Models inEpochs(int epochs) {
        return changed(classifier -> classifier.by(classifier.recipe().withEpochs(epochs)));
    }

    /** The same model trained on whole sentences of the Stanford Sentiment Treebank, and not on its phrases. */
    public Models trainedOnSentences() {
        if (!StudyRecipes.onPhrases(corpus)) {
            throw new IllegalStateException(corpus.title() + " has no phrases, so its models are trained on sentences");
        }
        Recipe recipe = StudyRecipes.onSentences(kind).withSeed(seed);
        return changed(classifier -> classifier.trainedOnSentences(recipe));
    }

    /**
     * The same network with neighbors by another distance than {@link Metric#COSINE}. That one is usual here because on TREC's dev
     * set a CNN lost less to softmax by it than by the Euclidean distance; on the other sets the two are alike.
     */
    public Models measuredBy(Metric metric) {
        return new Models(corpus, kind, seed, new Options(options.change, metric));
    }

    private Models changed(UnaryOperator<Classifier> change) {
        UnaryOperator<Classifier> both = classifier -> change.apply(options.change.apply(classifier));
        return new Models(corpus, kind, seed, new Options(both, options.metric));
    }

    /**
     * Loads the model if it is kept, else trains and keeps it; says on standard output how it goes.
     *
     * @throws IOException if there are no such data, or the cache cannot be written
     */
    public TrainedModel loadOrTrain() throws IOException {
        return store().loadOrMake(new ConsoleProgress(System.out));
    }

    /** Whether the network is kept, so that none is trained. */
    public boolean isKept() throws IOException {
        return store().isKept();
    }

    /** The directory where the model is kept, under its name. */
    public Path directory() throws IOException {
        return store().directory();
    }

    /** Data, network, seed, and a checksum of all that the model depends on; two models never share a name. */
    public String name() throws IOException {
        return String.valueOf(directory().getFileName());
    }

    private ModelStore store() throws IOException {
        SentenceData data = corpus.read(seed);
        Dataset<List<String>> training = data.training();
        Dataset.Split<List<String>> split = training.holdOut(calibrationSize(training.size()), seed);
        Classifier classifier = options.change.apply(kind.classifier(corpus, seed));
        return new ModelStore(classifier, data, split, options.metric);
    }

    /** 1,000 of SST-2, as the original has it; a tenth of the others, which are smaller. */
    private int calibrationSize(int training) {
        return corpus == Corpus.SST_2 ? CALIBRATION_AT_MOST : Math.min(CALIBRATION_AT_MOST, training / 10);
    }
}
