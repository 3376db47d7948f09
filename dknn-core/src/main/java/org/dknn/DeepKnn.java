package org.dknn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.InputCodec;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.PValueKind;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.faiss.Faiss;
import org.dknn.vector.Metric;

/**
 * The fitted Deep k-Nearest Neighbors classifier of a trained network.
 *
 * <p>Knows, for each chosen layer, where the network puts every training example, and judges a new input by the labels of
 * its nearest neighbors there, against held-out calibration examples. Immutable, safe for use by many threads; owns its
 * indexes, so close it when done.
 *
 * @param <I> type of the inputs
 * @see <a href="https://arxiv.org/abs/1803.04765">Papernot and McDaniel (2018), Deep k-Nearest Neighbors</a>
 */
public final class DeepKnn<I> implements AutoCloseable {

    private final Settings settings;
    private final NeighborSearch<I> search;
    private final Judge judge;

    DeepKnn(Settings settings, NeighborSearch<I> search, Calibration calibration) {
        this.settings = settings;
        this.search = search;
        this.judge = new Judge(calibration, settings.pValueKind(), settings.seed());
    }

    /** Starts from an extractor of the activations that count. */
    public static <I> Builder<I> builder(ActivationExtractor<I> extractor) {
        return new Builder<>(extractor);
    }

    /**
     * Reads what {@link #save} wrote, with the index it was made with, which must be one of dknn's own.
     *
     * @param extractor of the same network, with the same layers
     * @throws org.dknn.format.DknnFormatException if a file is damaged or newer, or was made for another network, other
     *     layers or another index
     */
    public static <I> DeepKnn<I> load(Path directory, ActivationExtractor<I> extractor) throws IOException {
        List<IndexFactory> own = List.of(Faiss.flatOrExact(), ExactIndex.factory(), Faiss.flat());
        return new ModelFiles(directory).load(extractor, own);
    }

    /**
     * Reads what {@link #save} wrote, with an index of your own.
     *
     * @param index the factory it was made with
     * @throws org.dknn.format.DknnFormatException as {@link #load(Path, ActivationExtractor)}
     */
    public static <I> DeepKnn<I> load(Path directory, ActivationExtractor<I> extractor, IndexFactory index)
            throws IOException {
        return new ModelFiles(directory).load(extractor, List.of(index));
    }

    /**
     * Writes indexes, reference examples and calibration, but not the network, into a directory; what an earlier call wrote
     * there is replaced only when all is written.
     */
    public void save(Path directory) throws IOException {
        new ModelFiles(directory).save(settings, search, judge.calibration());
    }

    /**
     * Predicts one input.
     *
     * @throws IllegalArgumentException if the network cannot read it, or an activation is not finite
     * @throws IllegalStateException after {@link #close}
     */
    public Prediction predict(I input) {
        return predictAll(List.of(input)).get(0);
    }

    /**
     * Predicts any number of inputs, in the order given; faster than one by one, and with the same results.
     *
     * @throws IllegalArgumentException if the network cannot read one, or an activation is not finite
     * @throws IllegalStateException after {@link #close}
     */
    public List<Prediction> predictAll(List<I> inputs) {
        return predictAll(inputs, ProgressListener.silent());
    }

    /** Predicts as {@link #predictAll(List)} does, and tells how far it has come. */
    public List<Prediction> predictAll(List<I> inputs, ProgressListener listener) {
        Pass pass = new Pass("prediction", inputs.size(), listener);
        List<I> asked = List.copyOf(inputs);
        List<NeighborSearch.Found> found = search.find(asked, pass::advance);
        InputCodec<I> codec = search.extractor().codec();
        return IntStream.range(0, found.size())
                .mapToObj(i -> judge.judge(found.get(i), () -> codec.write(asked.get(i)), search.reference()))
                .toList();
    }

    /** Names of the layers that count, in the order of {@link Prediction#neighbors()}. */
    public List<String> layers() {
        return search.extractor().layers();
    }

    /** Number of neighbors in each layer. */
    public int neighbors() {
        return settings.k();
    }

    /** The distance in which neighbors are near. */
    public Metric metric() {
        return settings.metric();
    }

    /** The classes. */
    public LabelSet labelSet() {
        return reference().labelSet();
    }

    /** The training examples, with the labels they vote for; their ordinals are those of the neighbors. */
    public Dataset<I> reference() {
        return search.reference().examples();
    }

    /** The scores of the calibration examples. */
    public Calibration calibration() {
        return judge.calibration();
    }

    /** Frees the indexes; a second call does nothing. Predicting afterwards throws {@link IllegalStateException}. */
    @Override
    public void close() {
        search.indexes().forEach(NeighborIndex::close);
    }

    @Override
    public String toString() {
        return "DeepKnn[layers " + layers() + ", k " + neighbors() + ", " + metric() + ", " + reference() + ", "
                + calibration() + "]";
    }

    /**
     * Says how a {@link DeepKnn} is to be, then fits it. Not safe for use by many threads.
     *
     * @param <I> type of the inputs
     */
    public static final class Builder<I> {

        private final ActivationExtractor<I> extractor;
        private int k = 75;
        private Metric metric = Metric.EUCLIDEAN;
        private IndexFactory index = Faiss.flatOrExact();
        private PValueKind pValueKind = PValueKind.CONFORMAL;
        private ReferenceLabels labels = ReferenceLabels.GOLD;
        private long seed;
        private ProgressListener listener = ProgressListener.silent();

        private Builder(ActivationExtractor<I> extractor) {
            this.extractor = Objects.requireNonNull(extractor, "extractor");
        }

        /** Number of neighbors in each layer, at least 1; 75 as in the papers if not said. */
        public Builder<I> neighbors(int k) {
            if (k < 1) {
                throw new IllegalArgumentException("k must be at least 1, got " + k);
            }
            this.k = k;
            return this;
        }

        /** The distance in which neighbors are near; Euclidean if not said. */
        public Builder<I> metric(Metric metric) {
            this.metric = Objects.requireNonNull(metric, "metric");
            return this;
        }

        /** The kind of index; {@link Faiss#flatOrExact}, an exact one, if not said. */
        public Builder<I> index(IndexFactory index) {
            this.index = Objects.requireNonNull(index, "index");
            return this;
        }

        /** The kind of p-value; {@link PValueKind#CONFORMAL} if not said. */
        public Builder<I> pValues(PValueKind kind) {
            this.pValueKind = Objects.requireNonNull(kind, "kind");
            return this;
        }

        /** Which labels neighbors vote for; {@link ReferenceLabels#GOLD} if not said. */
        public Builder<I> labels(ReferenceLabels labels) {
            this.labels = Objects.requireNonNull(labels, "labels");
            return this;
        }

        /** Seed of the draws that {@link PValueKind#SMOOTHED} makes; 0 if not said. */
        public Builder<I> seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** Is told how far {@link #fit} has come; nobody if not said. */
        public Builder<I> progress(ProgressListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Fits the classifier.
         *
         * @param training examples that become neighbors, usually those the network was trained on; at least k
         * @param calibration examples the network was <em>not</em> trained on and that are not in {@code training}; at
         *     least one, 750 to 1,000 in the papers
         * @throws IllegalArgumentException if k is larger than the training set, the calibration set is empty, the classes of
         *     the two sets or of the network differ, or an activation is not finite
         */
        public DeepKnn<I> fit(Dataset<I> training, Dataset<I> calibration) {
            Settings settings = new Settings(k, metric, index, pValueKind, labels, seed);
            return new Fitting<>(extractor, settings, listener).fit(training, calibration);
        }
    }
}
