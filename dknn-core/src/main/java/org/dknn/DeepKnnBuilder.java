package org.dknn;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.dknn.activation.ActivationExtractor;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.Nonconformity;
import org.dknn.conformal.PValueKind;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.faiss.Faiss;
import org.dknn.vector.Metric;

/**
 * Builder of {@link DeepKnn}. Not safe for use by many threads.
 *
 * @param <I> type of the inputs
 */
public final class DeepKnnBuilder<I> {

    private final ActivationExtractor<I> extractor;
    private int k = 75;
    private Metric metric = Metric.EUCLIDEAN;
    private IndexFactory index = Faiss.flatOrExact();
    private Nonconformity nonconformity = Nonconformity.logRatio();
    private CalibrationGroups groups = CalibrationGroups.MARGINAL;
    private PValueKind pValueKind = PValueKind.CONFORMAL;
    private LabelSource labels = LabelSource.GIVEN;
    private long seed;
    private Optional<Path> spill = Optional.empty();
    private Optional<Serving> serving = Optional.empty();
    private ProgressListener listener = ProgressListener.silent();

    DeepKnnBuilder(ActivationExtractor<I> extractor) {
        this.extractor = Objects.requireNonNull(extractor, "extractor");
    }

    /** Number of neighbors per layer, at least 1. Default: 75, as in the papers. */
    public DeepKnnBuilder<I> neighbors(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, got " + k);
        }
        this.k = k;
        return this;
    }

    /**
     * Distance by which neighbors are found. Default: {@link Metric#EUCLIDEAN}. The out-of-distribution check uses cosine
     * distances with any metric; distances of single layers use this metric.
     */
    public DeepKnnBuilder<I> metric(Metric metric) {
        this.metric = Objects.requireNonNull(metric, "metric");
        return this;
    }

    /** Kind of index. Default: {@link Faiss#flatOrExact}, which is exact. */
    public DeepKnnBuilder<I> index(IndexFactory index) {
        this.index = Objects.requireNonNull(index, "index");
        return this;
    }

    /**
     * Nonconformity of labels. Default: {@link Nonconformity#logRatio}, which does not saturate when all neighbors
     * agree, as the papers' {@link Nonconformity#count} does.
     */
    public DeepKnnBuilder<I> nonconformity(Nonconformity nonconformity) {
        this.nonconformity = Objects.requireNonNull(nonconformity, "nonconformity");
        return this;
    }

    /** Calibration examples that a label is compared with. Default: {@link CalibrationGroups#MARGINAL}. */
    public DeepKnnBuilder<I> calibrationGroups(CalibrationGroups groups) {
        this.groups = Objects.requireNonNull(groups, "groups");
        return this;
    }

    /** Kind of p-value. Default: {@link PValueKind#CONFORMAL}. */
    public DeepKnnBuilder<I> pValues(PValueKind kind) {
        this.pValueKind = Objects.requireNonNull(kind, "kind");
        return this;
    }

    /** Labels that reference examples vote for. Default: {@link LabelSource#GIVEN}. */
    public DeepKnnBuilder<I> labels(LabelSource labels) {
        this.labels = Objects.requireNonNull(labels, "labels");
        return this;
    }

    /** Seed of the draws of {@link PValueKind#SMOOTHED}. Default: 0. */
    public DeepKnnBuilder<I> seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Directory for the activations of the training examples while {@link #fit} runs: one file per layer in a directory of its own,
     * {@code dknn-fit-...}, as large as the activations together, at 4 bytes each. They are deleted when {@code fit} returns or throws.
     * Those of a process that was killed stay; a fit with the same network, layers and examples, in the same order, continues with them,
     * and other remains may be deleted. The answers are the same, bit for bit. Default: on the heap.
     */
    public DeepKnnBuilder<I> spillTo(Path directory) {
        this.spill = Optional.of(directory);
        return this;
    }

    /** Threads of {@link #fit} and {@link #assemble}, and how calls of the classifier run then. Default: {@link Serving#create}. */
    public DeepKnnBuilder<I> serving(Serving serving) {
        this.serving = Optional.of(serving);
        return this;
    }

    /** Receives the progress of {@link #fit}. Default: no listener. */
    public DeepKnnBuilder<I> progress(ProgressListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Fits the classifier: extracts the activations in chunks of 4,096 examples, then builds the indexes layer by layer and gives up the
     * activations of each. With an exact index no answer depends on the order of the training examples, except which of
     * equally near ones are shown as neighbors. Warns of equal training examples with different labels.
     *
     * @param training examples that become neighbors, usually those the network was trained on; at least k
     * @param calibration examples the network was <em>not</em> trained on and that are not in {@code training}; at
     *     least one, 750 to 1,000 in the papers
     * @throws IllegalArgumentException if k is larger than the training set, the calibration set is empty, the classes of
     *     the two sets or of the network differ, or an activation is not finite
     * @throws java.io.UncheckedIOException if activations cannot be written to the directory of {@link #spillTo}, such as when its disk is
     *     full, or another fit of the same examples uses it
     */
    public DeepKnn<I> fit(Dataset<I> training, Dataset<I> calibration) {
        return served(() -> fitter().fit(training, calibration));
    }

    private DeepKnn<I> served(Supplier<DeepKnn<I>> maker) {
        return serving.map(calls -> new ServedCalls(calls).background(maker).withServing(calls))
                .orElseGet(maker);
    }

    private DeepKnnFitter<I> fitter() {
        DeepKnnConfig config = new DeepKnnConfig(k, metric, index, nonconformity, groups, pValueKind, labels, seed);
        return new DeepKnnFitter<>(extractor, config, spill, listener);
    }

    /**
     * Makes a classifier of indexes that were made elsewhere: in parts, by other processes or on other machines. Computes the
     * activations of calibration examples and of some reference examples, not of all. With exact indexes and an extractor whose
     * activations do not depend on the batch, the classifier is the one that {@link #fit} makes of the same examples, bit for bit, except
     * which of equally near neighbors are shown. Without the activations of all examples it has no {@link org.dknn.ood.OodScore};
     * {@link DeepKnn#ood} goes by distances alone.
     *
     * <p>An index of rows in several parts is a {@link org.dknn.index.ShardedIndex}. For {@link DeepKnn#save}, {@link #index} names the
     * factory that made the indexes. Calibration scores may be made in parts too: {@link DeepKnn#calibrationScores} of classifiers that
     * are assembled with a part of the calibration examples each, joined by {@link ScoredExamples#plus}.
     *
     * @param reference the examples that become neighbors, with the labels they vote for
     * @param indexes one for each layer of the extractor and each class that has reference examples: the layer's activations of the
     *     examples of the class, in the order of {@code reference}. The classifier closes them; if it is refused, they stay open
     * @param calibration as for {@link #fit}
     * @throws IllegalArgumentException if an index is missing or left over, has another size, width or metric, or does not have reference
     *     examples where their order says; or as {@link #fit}
     */
    public DeepKnn<I> assemble(
            Dataset<I> reference, Map<IndexFactory.Context, NeighborIndex> indexes, Dataset<I> calibration) {
        return served(() -> new DeepKnnAssembler<>(fitter()).assemble(reference, indexes, calibration));
    }

    /**
     * Makes a classifier of indexes and calibration scores that were made elsewhere.
     *
     * @param reference as above
     * @param indexes as above
     * @param calibrationScores of calibration examples among the same reference examples, with the same k
     * @throws IllegalArgumentException as above, or if the scores have other classes, layers or k
     */
    public DeepKnn<I> assemble(
            Dataset<I> reference, Map<IndexFactory.Context, NeighborIndex> indexes, ScoredExamples calibrationScores) {
        return served(() -> new DeepKnnAssembler<>(fitter()).assemble(reference, indexes, calibrationScores));
    }

    /** Source of the labels that reference examples vote for. */
    public enum LabelSource {
        /** The given labels: the papers' choice and the default. */
        GIVEN,

        /**
         * The labels that the network predicts, right or wrong. Neighbors then describe the network's behavior rather than
         * the truth. A variant from the authors' article on the method. Calibration uses the given labels.
         */
        PREDICTED
    }
}
