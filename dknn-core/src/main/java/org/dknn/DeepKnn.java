package org.dknn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.dknn.activation.ActivationExtractor;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.Nonconformity;
import org.dknn.conformal.PValueKind;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.faiss.Faiss;
import org.dknn.ood.OodResult;
import org.dknn.ood.SequenceOodDetector;
import org.dknn.vector.Metric;

/**
 * The fitted Deep k-Nearest Neighbors classifier of a trained network.
 *
 * <p>Knows, for each chosen layer, where the network puts every training example, and judges a new input by the labels of
 * its nearest neighbors there, against held-out calibration examples. Safe for use by many threads; immutable but for
 * {@link #extendCalibration}. Owns its indexes, so close it when done.
 *
 * @param <I> type of the inputs
 * @see <a href="https://arxiv.org/abs/1803.04765">Papernot and McDaniel (2018), Deep k-Nearest Neighbors</a>
 */
public final class DeepKnn<I> implements AutoCloseable {

    private final NeighborSearch<I> search;
    private volatile ConformalJudge judge;

    /** Shared by all views, as the indexes are. */
    private final AtomicBoolean closed;

    DeepKnn(NeighborSearch<I> search, ConformalJudge judge) {
        this(search, judge, new AtomicBoolean());
    }

    private DeepKnn(NeighborSearch<I> search, ConformalJudge judge, AtomicBoolean closed) {
        this.search = search;
        this.judge = judge;
        this.closed = closed;
    }

    /** Starts from an extractor of the activations that count. */
    public static <I> Builder<I> builder(ActivationExtractor<I> extractor) {
        return new Builder<>(extractor);
    }

    /**
     * Reads what {@link #save} wrote, with the index it was made with, which must be one of dknn's own.
     *
     * @param extractor of the same network, with the same layers
     * @throws org.dknn.internal.DknnFormatException if a file is damaged or newer, or was made for another network, other
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
     * @throws org.dknn.internal.DknnFormatException as {@link #load(Path, ActivationExtractor)}
     */
    public static <I> DeepKnn<I> load(Path directory, ActivationExtractor<I> extractor, IndexFactory index)
            throws IOException {
        return new ModelFiles(directory).load(extractor, List.of(index));
    }

    /**
     * Writes indexes, reference examples and calibration, but not the network, into a directory; what an earlier call wrote
     * there is replaced only when all is written.
     *
     * @throws IllegalStateException if the nonconformity is none of {@link Nonconformity#named}; save a {@linkplain
     *     #withNonconformity view} with one of these, and choose your own after loading
     */
    public void save(Path directory) throws IOException {
        new ModelFiles(directory).save(search, judge);
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
        ProgressTask pass = new ProgressTask("prediction", inputs.size(), listener);
        List<I> asked = List.copyOf(inputs);
        List<NeighborSearch.Found> found = search.find(asked, pass::advance);
        ConformalJudge current = judge;
        return IntStream.range(0, found.size())
                .mapToObj(i -> judge(current, found.get(i), asked.get(i)))
                .toList();
    }

    private Prediction judge(ConformalJudge current, NeighborSearch.Found found, I input) {
        return current.judge(found, () -> search.extractor().codec().write(input));
    }

    /**
     * Judges again what this classifier, or another {@linkplain #withNonconformity view} of it, found for an input; searches for
     * nothing.
     *
     * @param prediction of the input, by a classifier with the same reference examples and layers
     * @throws IllegalStateException after {@link #close}
     */
    public Prediction rejudge(I input, Prediction prediction) {
        if (closed.get()) {
            throw new IllegalStateException("the classifier is closed");
        }
        return judge(judge, prediction.found(), input);
    }

    /**
     * The prediction as it would be with other examples: reference and calibration examples are drawn anew, each is there as often as
     * a Poisson variable of mean 1 says, as in the bootstrap of a large set. Statistics, votes, nonconformities and p-values are
     * those of the draw, the p-values {@linkplain PValueKind#CONFORMAL conformal} whatever the kind of this classifier;
     * neighbors, the label, the p-values of single layers and the network's probabilities stay. Searches for nothing.
     *
     * @param prediction by this classifier
     * @param seed of all draws
     * @param draw number of the draw; all predictions of a draw see the same examples
     * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron (1979), Bootstrap methods</a>
     */
    public Prediction resampled(Prediction prediction, long seed, int draw) {
        return new Resampling(judge, reference(), seed).of(prediction, draw);
    }

    /**
     * A view of this classifier that judges by another nonconformity, calibrated on the same held-out examples. It shares the
     * indexes: closing either closes both.
     *
     * @param nonconformity fitted here, if its kind takes something from data
     */
    public DeepKnn<I> withNonconformity(Nonconformity nonconformity) {
        ConformalJudge current = judge;
        DeepKnnConfig config = current.config().with(nonconformity);
        return new DeepKnn<>(search, ConformalJudge.of(config, current.calibrationScores(), current.typical()), closed);
    }

    /** A view of this classifier with other groups of calibration examples. Closing either closes both. */
    public DeepKnn<I> withCalibrationGroups(CalibrationGroups groups) {
        ConformalJudge current = judge;
        DeepKnnConfig config = current.config().with(groups);
        return new DeepKnn<>(search, ConformalJudge.of(config, current.calibrationScores(), current.typical()), closed);
    }

    /** A nonconformity with what its kind takes from data taken from the reference examples here. */
    public Nonconformity fitted(Nonconformity nonconformity) {
        ScoredExamples typical = judge.typical();
        return nonconformity.fittedTo(typical.statistics(), typical.labels());
    }

    /** The nonconformity that labels are judged by, fitted. */
    public Nonconformity nonconformity() {
        return judge.nonconformity();
    }

    /**
     * The labels that are not ruled out at a level. If calibration and test inputs are exchangeable, the true label is among
     * them with probability at least the level; for each class by itself with {@link CalibrationGroups#CLASS_CONDITIONAL}.
     *
     * @param level in {@code (0, 1)}, such as .95
     * @return in rising order; maybe none, which says that the input is like no class, maybe all
     * @throws IllegalArgumentException if there are too few calibration examples for the level
     * @throws IllegalStateException if p-values are of the kind {@link PValueKind#EMPIRICAL}, which promises no coverage
     */
    public List<Integer> predictionSet(Prediction prediction, double level) {
        ConformalJudge current = judge;
        if (current.config().pValueKind() == PValueKind.EMPIRICAL) {
            throw new IllegalStateException(
                    "prediction sets need p-values of the kind CONFORMAL or SMOOTHED, got EMPIRICAL");
        }
        current.calibration().requireEnoughFor(level);
        return prediction.pValues().labelsAbove(1 - level);
    }

    /**
     * Whether an input is like the reference examples, whatever its label: by the distances of its k-th neighbors, summed over the
     * layers in units of what is typical of each. Costs nothing, but knows little of the order of words; {@link SequenceOodDetector} does.
     *
     * @param prediction of the input
     * @param errorRate share of usual inputs that may be taken for strange ones, in {@code (0, 1)}, such as .05
     * @throws IllegalArgumentException if there are too few calibration examples for the rate
     */
    public OodResult ood(Prediction prediction, double errorRate) {
        OodCalibration ood = judge.ood();
        ood.all().requireEnoughFor(1 - errorRate);
        return ood.of(prediction.statistics(), layers(), errorRate);
    }

    /**
     * Adds to the calibration examples, while others may be predicting: a prediction under way is judged by those before or
     * those after. Typical distances stay as they are.
     *
     * @param more examples that neither the network nor this classifier has seen
     * @throws IllegalArgumentException if the classes differ, or the network cannot read one
     */
    public void extendCalibration(Dataset<I> more) {
        ScoredExamples found = score(more);
        synchronized (search) {
            ConformalJudge current = judge;
            judge = ConformalJudge.of(
                    current.config(), current.calibrationScores().plus(found), current.typical());
        }
    }

    /**
     * What the reference examples around labelled examples say, and the network's probabilities: for learning from examples
     * that are neither reference nor calibration examples.
     *
     * @throws IllegalArgumentException if the classes differ, or the network cannot read one
     */
    public ScoredExamples score(Dataset<I> examples) {
        if (!examples.labelSet().equals(labelSet())) {
            throw new IllegalArgumentException("the examples must have the classes "
                    + labelSet().names() + ", got " + examples.labelSet().names());
        }
        List<NeighborSearch.Found> found = search.find(examples.inputs(), done -> {});
        return ScoredExamples.of(found, examples.labels(), labelSet().size());
    }

    /**
     * Predicts every reference example as if it were not one: it is left out of its own neighbors, which are one fewer where k
     * is the number of reference examples. Keeps no more than a few thousand predictions in memory.
     *
     * @param consumer is given each prediction and the ordinal of its example, from 0 on, one at a time, on this thread
     * @throws IllegalStateException if there is only one reference example, or after {@link #close}
     */
    public void predictReference(ObjIntConsumer<Prediction> consumer) {
        if (reference().size() < 2) {
            throw new IllegalStateException("needs two reference examples to leave one out, got 1");
        }
        ConformalJudge current = judge;
        List<I> inputs = reference().inputs();
        search.findAllReference(
                (found, ordinal) -> consumer.accept(judge(current, found, inputs.get(ordinal)), ordinal));
    }

    /** What the reference examples around each calibration example say, and the network's probabilities. */
    public ScoredExamples calibrationScores() {
        return judge.calibrationScores();
    }

    /** Names of the layers that count, in the order of {@link Prediction#neighbors()}. */
    public List<String> layers() {
        return search.extractor().layers();
    }

    /** Number of neighbors in each layer. */
    public int neighbors() {
        return search.k();
    }

    /** The distance in which neighbors are near. */
    public Metric metric() {
        return judge.config().metric();
    }

    /** The classes. */
    public LabelSet labelSet() {
        return reference().labelSet();
    }

    /** The training examples, with the labels they vote for; their ordinals are those of the neighbors. */
    public Dataset<I> reference() {
        return search.reference().examples();
    }

    /** The scores of the calibration examples over all layers. */
    public Calibration calibration() {
        return judge.calibration();
    }

    /** Frees the indexes; a second call does nothing. Predicting afterwards throws {@link IllegalStateException}. */
    @Override
    public void close() {
        closed.set(true);
        search.indexes().forEach(ClasswiseIndex::close);
    }

    @Override
    public String toString() {
        return "DeepKnn[layers " + layers() + ", k " + neighbors() + ", " + metric() + ", " + reference() + ", "
                + nonconformity().name() + ", " + calibration() + "]";
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
        private Nonconformity nonconformity = Nonconformity.logRatio();
        private CalibrationGroups groups = CalibrationGroups.MARGINAL;
        private PValueKind pValueKind = PValueKind.CONFORMAL;
        private LabelSource labels = LabelSource.GIVEN;
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

        /**
         * How strange a label is; {@link Nonconformity#logRatio} if not said, which tells apart what the papers' {@link
         * Nonconformity#count} cannot: inputs whose neighbors all agree.
         */
        public Builder<I> nonconformity(Nonconformity nonconformity) {
            this.nonconformity = Objects.requireNonNull(nonconformity, "nonconformity");
            return this;
        }

        /** Which calibration examples a label is judged against; {@link CalibrationGroups#MARGINAL} if not said. */
        public Builder<I> calibrationGroups(CalibrationGroups groups) {
            this.groups = Objects.requireNonNull(groups, "groups");
            return this;
        }

        /** The kind of p-value; {@link PValueKind#CONFORMAL} if not said. */
        public Builder<I> pValues(PValueKind kind) {
            this.pValueKind = Objects.requireNonNull(kind, "kind");
            return this;
        }

        /** Which labels neighbors vote for; {@link LabelSource#GIVEN} if not said. */
        public Builder<I> labels(LabelSource labels) {
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
            DeepKnnConfig config = new DeepKnnConfig(k, metric, index, nonconformity, groups, pValueKind, labels, seed);
            return new DeepKnnFitter<>(extractor, config, listener).fit(training, calibration);
        }
    }
}
