package org.dknn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.dknn.activation.ActivationExtractor;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.Nonconformity;
import org.dknn.conformal.PValueKind;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.internal.PartFiles;
import org.dknn.ood.OodResult;
import org.dknn.ood.OodScore;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/**
 * The fitted Deep k-Nearest Neighbors classifier of a trained network.
 *
 * <p>Stores the activations of the training examples at the selected layers. Predicts an input from the labels of its
 * nearest neighbors in these layers, compared with held-out calibration examples. Safe for use by many threads.
 * Immutable except for {@link #extendCalibration}. Owns its indexes; close it after use.
 *
 * <pre>{@code
 * try (DeepKnn<List<String>> dknn =
 *         DeepKnn.builder(extractor).neighbors(75).fit(training, calibration)) {
 *     Prediction prediction = dknn.predict(List.of("a", "gripping", "film"));
 *     return dknn.labelSet().name(prediction.label()) + ", credibility " + prediction.credibility();
 * }
 * }</pre>
 *
 * @param <I> type of the inputs
 * @since 0.1
 * @see <a href="https://arxiv.org/abs/1803.04765">Papernot and McDaniel (2018), Deep k-Nearest Neighbors</a>
 */
public final class DeepKnn<I> implements AutoCloseable {

    private static final int WARM_UP_ROWS = 64;
    private static final int WARM_UP_ROUNDS = 10;

    private final NeighborSearch<I> search;

    /** Replaced as a whole; a call reads it once. */
    private volatile CalibratedState<I> state;

    /** Shared by all views, as the indexes are. */
    private final AtomicBoolean closed;

    DeepKnn(NeighborSearch<I> search, ConformalJudge judge, OodScores<I> ood, Measured measured) {
        this(search, new CalibratedState<>(judge, ood, measured), new AtomicBoolean());
    }

    private DeepKnn(NeighborSearch<I> search, CalibratedState<I> state, AtomicBoolean closed) {
        this.search = search;
        this.state = state;
        this.closed = closed;
    }

    /** A builder with an extractor of the activations of the selected layers. */
    public static <I> DeepKnnBuilder<I> builder(ActivationExtractor<I> extractor) {
        return new DeepKnnBuilder<>(extractor);
    }

    /**
     * Reads a classifier that {@link #save} wrote and that was fitted with an index of dknn or FAISS, or one whose
     * factory its module registers by {@link java.util.ServiceLoader}.
     *
     * @param extractor of the same network, with the same layers
     * @throws org.dknn.internal.DknnFormatException if a file is damaged or newer, or was made for another network,
     *     other layers or another index
     */
    public static <I> DeepKnn<I> load(Path directory, ActivationExtractor<I> extractor) throws IOException {
        return new ModelFiles(directory).load(extractor, InstalledIndexes.all());
    }

    /**
     * Reads a classifier that {@link #save} wrote and that was fitted with another index.
     *
     * @param index the factory it was fitted with
     * @throws org.dknn.internal.DknnFormatException as {@link #load(Path, ActivationExtractor)}
     */
    public static <I> DeepKnn<I> load(Path directory, ActivationExtractor<I> extractor, IndexFactory index)
            throws IOException {
        return new ModelFiles(directory).load(extractor, List.of(index));
    }

    /**
     * Writes indexes, reference examples and calibration into a directory, but not the network. Files of an earlier
     * call are replaced after all new files are written.
     *
     * @throws IllegalStateException if the nonconformity is not one of {@link Nonconformity#all}; save a
     *     {@linkplain #withNonconformity view} with one of these, and select your own after loading; or after
     *     {@link #close}
     * @throws java.io.InterruptedIOException if the thread is interrupted; the model of before stays
     */
    public void save(Path directory) throws IOException {
        requireOpen();
        CalibratedState<I> current = state;
        new ModelFiles(directory).save(search, current.judge(), current.ood(), current.measured());
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
     * Predicts any number of inputs, in the given order. Faster than one call per input, with the same results, up to the rounding of
     * a network that sees other batches.
     *
     * @throws IllegalArgumentException if the network cannot read one, or an activation is not finite
     * @throws IllegalStateException after {@link #close}
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it stays; noticed before each batch
     * @throws java.util.concurrent.RejectedExecutionException if more calls run and wait than {@link Serving#atMost} allows
     */
    public List<Prediction> predictAll(List<I> inputs) {
        return predictAll(inputs, ProgressListener.silent());
    }

    /** Predicts as {@link #predictAll(List)} does and reports its progress. */
    public List<Prediction> predictAll(List<I> inputs, ProgressListener listener) {
        requireOpen();
        ProgressTask pass = new ProgressTask("prediction", inputs.size(), listener);
        List<I> asked = List.copyOf(inputs);
        return search.calls().counted(asked.size(), () -> judgeAll(search.findJoined(asked, pass::advance), asked));
    }

    /**
     * Predicts as {@link #predictAll(List, ProgressListener)} does, keeping what is found in files, so that the same call, interrupted,
     * goes on behind the parts that are done, of 1,024 inputs each.
     *
     * @param parts opened with a key that tells apart classifiers and inputs. The caller deletes them
     * @throws IOException if a part cannot be read or written
     */
    public List<Prediction> predictAll(List<I> inputs, ProgressListener listener, PartFiles parts) throws IOException {
        requireOpen();
        ProgressTask pass = new ProgressTask("prediction", inputs.size(), listener);
        List<I> asked = List.copyOf(inputs);
        return judgeAll(new KeptSearch<>(search, parts).find(asked, pass::advance), asked);
    }

    private List<Prediction> judgeAll(List<NeighborSearch.Found> found, List<I> asked) {
        ConformalJudge current = state.judge();
        return IntStream.range(0, found.size())
                .mapToObj(i -> judge(current, found.get(i), asked.get(i)))
                .toList();
    }

    /**
     * Predicts an input as if some reference examples were not there. Neighbors, votes and their statistics are those of a classifier
     * that is fitted to the other examples, if the indexes are exact. What stays: the network, which has learned from all examples,
     * the calibration scores, and the typical distances of a nonconformity.
     *
     * @param ordinals of the reference examples that are left out, fewer than all; if fewer than k stay, all of these are neighbors
     * @throws IllegalArgumentException as {@link #predict}, or if an ordinal is none of a reference example, or none stays
     * @throws IllegalStateException after {@link #close}
     */
    public Prediction predictWithout(I input, Collection<Integer> ordinals) {
        requireOpen();
        LeftOutSearch<I> rest = new LeftOutSearch<>(search, Set.copyOf(ordinals));
        return search.calls().run(1, () -> judge(state.judge(), rest.find(input), input));
    }

    private Prediction judge(ConformalJudge current, NeighborSearch.Found found, I input) {
        return current.judge(found, () -> search.extractor().codec().write(input));
    }

    /**
     * Predicts an input from neighbors that this classifier, or another {@linkplain #withNonconformity view} of it,
     * found before. Runs no search.
     *
     * @param prediction of the input, by a classifier with the same reference examples and layers
     * @throws IllegalStateException after {@link #close}
     */
    public Prediction rejudge(I input, Prediction prediction) {
        requireOpen();
        return judge(state.judge(), prediction.found(), input);
    }

    /**
     * The prediction as it would be with other examples: reference and calibration examples are drawn anew, each is there as often as
     * a Poisson variable of mean 1 says, as in the bootstrap of a large set. Statistics, votes, nonconformities and p-values are
     * those of the draw, the p-values {@linkplain PValueKind#CONFORMAL conformal} whatever the kind of this classifier;
     * neighbors, the label, the p-values of single layers and the network's probabilities stay. Searches for nothing. Unlike
     * predictions, draws depend on the order of the training examples.
     *
     * @param prediction by this classifier
     * @param seed of all draws
     * @param draw number of the draw; all predictions of a draw see the same examples
     * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron (1979), Bootstrap methods</a>
     */
    public Prediction resampled(Prediction prediction, long seed, int draw) {
        return new Resampling(state.judge(), seed).of(prediction, draw);
    }

    /**
     * A view of this classifier with another nonconformity, calibrated on the same held-out examples. It shares the
     * indexes: closing either closes both. It has no {@link #limits}, no {@link #hitRates} and no {@link
     * #labelChecks}.
     *
     * @param nonconformity any kind; it is fitted to the reference examples here
     */
    public DeepKnn<I> withNonconformity(Nonconformity nonconformity) {
        return view(state.judge().config().with(nonconformity));
    }

    /**
     * A view of this classifier with other groups of calibration examples, and no {@link #limits}, {@link #hitRates} or
     * {@link #labelChecks}. Closing either closes both.
     */
    public DeepKnn<I> withCalibrationGroups(CalibrationGroups groups) {
        return view(state.judge().config().with(groups));
    }

    /** A view of this classifier with limits of the values of words, which are saved with it. Closing either closes both. */
    public DeepKnn<I> withLimits(ValueLimits limits) {
        CalibratedState<I> current = state;
        return new DeepKnn<>(search, current.with(current.measured().with(limits)), closed);
    }

    /** Limits of the values of words; of no method unless they were measured by this calibration. */
    public ValueLimits limits() {
        return state.measured().limits();
    }

    /** A view of this classifier with the hit rates of verdicts, which are saved with it. Closing either closes both. */
    public DeepKnn<I> withHitRates(HitRates hitRates) {
        CalibratedState<I> current = state;
        return new DeepKnn<>(search, current.with(current.measured().with(hitRates)), closed);
    }

    /** How often answers are right, by verdict; of none unless they were counted by this calibration. */
    public HitRates hitRates() {
        return state.measured().hitRates();
    }

    /**
     * A view of this classifier whose calls run as in a service: on threads of an executor, limited, and told to a listener. It shares the
     * indexes, calibration examples and {@link #limits} of now; closing either closes both.
     */
    public DeepKnn<I> withServing(Serving serving) {
        return new DeepKnn<>(search.with(serving), state, closed);
    }

    /**
     * Predicts some reference examples several times, together and one by one, so that the first real call finds libraries loaded, files read
     * and code compiled. No {@link Serving.Listener} is told.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public void warmUp() {
        requireOpen();
        List<I> some = reference()
                .inputs()
                .subList(0, Math.min(WARM_UP_ROWS, reference().size()));
        ConformalJudge current = state.judge();
        search.calls().background(() -> {
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                search.find(some, done -> {});
                I one = some.get(round % some.size());
                search.find(List.of(one), done -> {}).forEach(found -> judge(current, found, one));
            }
            return some;
        });
    }

    /**
     * A view of this classifier with checks of the labels of its reference examples, such as {@code LabelAudit.checks()}; they are
     * saved with it. Closing either closes both.
     *
     * @throws IllegalArgumentException if they are of another number of examples, or propose a label that is none of the classes
     */
    public DeepKnn<I> withLabelChecks(LabelChecks checks) {
        if (checks.size() != reference().size() && checks.size() != 0) {
            throw new IllegalArgumentException(
                    "needs checks of the " + reference().size() + " reference examples, got those of " + checks.size());
        }
        checks.requireLabels(labelSet().size());
        CalibratedState<I> current = state;
        return new DeepKnn<>(search, current.with(current.measured().with(checks)), closed);
    }

    /** Checks of the labels of the reference examples; of none unless there was an audit. */
    public LabelChecks labelChecks() {
        return state.measured().labelChecks();
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("the classifier is closed");
        }
    }

    /** The search of a classifier that is not closed. */
    NeighborSearch<I> openSearch() {
        requireOpen();
        return search;
    }

    private DeepKnn<I> view(DeepKnnConfig config) {
        CalibratedState<I> current = state;
        ConformalJudge other = ConformalJudge.of(
                config, current.judge().calibrationScores(), current.judge().typical());
        return new DeepKnn<>(search, new CalibratedState<>(other, current.ood(), Measured.nothing()), closed);
    }

    /**
     * A classifier with other reference examples in indexes that were made elsewhere, such as those of a set that changes. Computes
     * nothing: calibration scores are given, typical distances are those of this classifier. Like one that was {@linkplain
     * DeepKnnBuilder#assemble(Dataset, Map, ScoredExamples) assembled}, it has no {@link OodScore}; it has no {@link #limits}, {@link #hitRates}
     * or {@link #labelChecks}. p-values keep their promise if the scores were found among these examples, and approximately if few
     * examples differ. Calls are served as those of this classifier, within one limit.
     *
     * @param reference examples of the same classes
     * @param indexes as for {@code assemble}; they are not searched to see whether the examples are where they should be
     * @param index factory that saves these indexes
     * @param calibrationScores with the same k and layers, such as {@link #calibrationScores}
     * @throws IllegalArgumentException if classes, indexes or scores do not fit, or there are fewer than k examples
     */
    public DeepKnn<I> withReference(
            Dataset<I> reference,
            Map<IndexFactory.Context, NeighborIndex> indexes,
            IndexFactory index,
            ScoredExamples calibrationScores) {
        reference.requireClasses(labelSet());
        ConformalJudge current = state.judge();
        DeepKnnConfig config = current.config().with(index);
        DeepKnnFitter<I> fitter = new DeepKnnFitter<>(search.extractor(), config, ProgressListener.silent());
        return new DeepKnnAssembler<>(fitter)
                .reassemble(reference, indexes, calibrationScores, current.typical(), search.calls());
    }

    /** The given nonconformity, fitted to the reference examples. */
    public Nonconformity fitted(Nonconformity nonconformity) {
        ScoredExamples typical = state.judge().typical();
        return nonconformity.fittedTo(typical.statistics(), typical.labels());
    }

    /** The nonconformity of this classifier, fitted. */
    public Nonconformity nonconformity() {
        return state.judge().nonconformity();
    }

    /**
     * Prediction set at a level: the labels that cannot be ruled out. If calibration and test inputs are exchangeable,
     * the true label is among them with probability at least the level; for each class by itself with
     * {@link CalibrationGroups#CLASS_CONDITIONAL}.
     *
     * @param level in {@code (0, 1)}, such as .95
     * @return in rising order; from none (the input conforms to no class) to all
     * @throws IllegalArgumentException if there are too few calibration examples for the level
     * @throws IllegalStateException if p-values are of the kind {@link PValueKind#EMPIRICAL}, which have no coverage
     *     guarantee
     */
    public List<Integer> predictionSet(Prediction prediction, double level) {
        ConformalJudge current = state.judge();
        if (current.config().pValueKind() == PValueKind.EMPIRICAL) {
            throw new IllegalStateException(
                    "prediction sets need p-values of the kind CONFORMAL or SMOOTHED, got EMPIRICAL");
        }
        current.calibration().requireEnoughFor(level, labelSet()::name);
        return prediction.pValues().labelsAt(level);
    }

    /**
     * Whether an input is out-of-distribution. Of texts, Fisher's combination of {@linkplain OodScore scores} decides, calibrated as
     * one: the distance of the k-th neighbor by cosine in the first layer, unknown words, unknown pairs of words and, if the network
     * has an embedding, its windows of three words. Costs a search among the windows, and where the classifier's distance is another
     * one, one more run of the network. Of other inputs, and in models that earlier releases saved, the distances of the k-th
     * neighbors decide, in units of each layer's typical distance and summed over the layers.
     *
     * @param prediction of the input, by this classifier
     * @param errorRate share of in-distribution inputs that may be reported as out-of-distribution, in {@code (0, 1)}, such as .05; if
     *     they are exchangeable with the calibration inputs, no more are
     * @throws IllegalArgumentException if there are too few calibration examples for the rate
     * @throws IllegalStateException after {@link #close}
     */
    public OodResult ood(I input, Prediction prediction, double errorRate) {
        return oodAll(List.of(input), List.of(prediction), errorRate).get(0);
    }

    /** Runs {@link #ood} on any number of inputs with their predictions, in the given order. */
    public List<OodResult> oodAll(List<I> inputs, List<Prediction> predictions, double errorRate) {
        requireOpen();
        if (inputs.size() != predictions.size()) {
            throw new IllegalArgumentException(
                    "needs a prediction per input, got " + inputs.size() + " and " + predictions.size());
        }
        CalibratedState<I> current = state;
        OodCalibration layers = current.judge().ood();
        layers.all().requireEnoughForErrors(errorRate);
        List<OodResult> byLayers = predictions.stream()
                .map(prediction -> layers.of(prediction.statistics(), layers(), errorRate))
                .toList();
        return search.calls().run(inputs.size(), () -> current.ood().results(inputs, predictions, byLayers, errorRate));
    }

    /**
     * The smoothed p-value of {@link #ood}: uniform for inputs that are exchangeable with the calibration inputs, as {@link
     * org.dknn.conformal.ExchangeabilityMartingale} needs it to watch a stream of inputs.
     *
     * @param prediction of the input, by this classifier
     * @param draw from {@code (0, 1]}, another one for each input of a stream
     * @return in {@code (0, 1]}
     * @throws IllegalStateException after {@link #close}
     */
    public double smoothedOodPValue(I input, Prediction prediction, double draw) {
        if (!(draw > 0 && draw <= 1)) {
            throw new IllegalArgumentException("the draw must be in (0, 1], got " + draw);
        }
        requireOpen();
        CalibratedState<I> current = state;
        OodScores<I> scores = current.ood();
        return scores.combination().isEmpty()
                ? current.judge().ood().smoothed(prediction.statistics(), draw)
                : scores.find(List.of(input), List.of(prediction))
                        .get(0)
                        .result()
                        .smoothed(draw);
    }

    /** Names of the out-of-distribution scores; none for inputs that are no texts, and in models that earlier releases saved. */
    public List<String> oodScores() {
        return state.ood().scores().stream().map(OodScore::name).toList();
    }

    /**
     * Adds calibration examples. Safe during predictions: a prediction in progress uses the examples from before or
     * after the call. Typical distances are kept. {@link #limits}, {@link #hitRates} and
     * {@link #labelChecks} are not, as they were measured by the p-values
     * of before: measure them again on all calibration examples, and add them by {@link #withLimits} and {@link #withHitRates}.
     *
     * @param more examples that neither the network was trained on nor this classifier was fitted to
     * @throws IllegalArgumentException if the classes differ, or the network cannot read one
     * @throws IllegalStateException after {@link #close}
     */
    public void extendCalibration(Dataset<I> more) {
        ScoredExamples found = score(more);
        if (more.size() == 0) {
            return;
        }
        synchronized (search) {
            CalibratedState<I> current = state;
            ConformalJudge judge = current.judge();
            state = new CalibratedState<>(
                    ConformalJudge.of(judge.config(), judge.calibrationScores().plus(found), judge.typical()),
                    current.ood().calibratedOn(more.inputs(), found.statistics()),
                    Measured.nothing());
        }
    }

    /**
     * Neighbor statistics and network probabilities of labelled examples, for learning from examples that are neither
     * reference nor calibration examples.
     *
     * @throws IllegalArgumentException if the classes differ, or the network cannot read one
     * @throws IllegalStateException after {@link #close}
     */
    public ScoredExamples score(Dataset<I> examples) {
        examples.requireClasses(labelSet());
        requireOpen();
        List<NeighborSearch.Found> found = search.calls().background(() -> search.find(examples.inputs(), done -> {}));
        return ScoredExamples.of(found, examples.labels(), labelSet().size());
    }

    /**
     * Predicts every reference example with that example left out of its own neighbors. If k is the number of reference
     * examples, one neighbor fewer is used. Keeps at most a few thousand predictions in memory.
     *
     * @param consumer receives each prediction with the ordinal of its example, from 0, one at a time, on this thread
     * @throws IllegalStateException if there is only one reference example, or after {@link #close}
     */
    public void predictReference(ObjIntConsumer<Prediction> consumer) {
        predictReference(0, reference().size(), consumer);
    }

    /**
     * Predicts some of the reference examples, as {@link #predictReference(ObjIntConsumer)} predicts all.
     *
     * @param from the first ordinal
     * @param to behind the last one
     * @throws IllegalArgumentException if there are no such examples
     * @throws IllegalStateException if there is only one reference example, or after {@link #close}
     */
    public void predictReference(int from, int to, ObjIntConsumer<Prediction> consumer) {
        requireOpen();
        if (reference().size() < 2) {
            throw new IllegalStateException("needs two reference examples to leave one out, got 1");
        }
        if (from < 0 || to < from || to > reference().size()) {
            throw new IllegalArgumentException(
                    "needs ordinals with 0 <= from <= to <= " + reference().size() + ", got " + from + " and " + to);
        }
        ConformalJudge current = state.judge();
        List<I> inputs = reference().inputs();
        search.calls().background(() -> {
            search.findReference(
                    from, to, (found, ordinal) -> consumer.accept(judge(current, found, inputs.get(ordinal)), ordinal));
            return consumer;
        });
    }

    /** Neighbor statistics and network probabilities of the calibration examples. */
    public ScoredExamples calibrationScores() {
        return state.judge().calibrationScores();
    }

    /** The extractor of the network's activations. */
    public ActivationExtractor<I> extractor() {
        return search.extractor();
    }

    /** Names of the selected layers, in the order of {@link Prediction#neighbors()}. */
    public List<String> layers() {
        return search.extractor().layers();
    }

    /** Number of neighbors per layer. */
    public int neighbors() {
        return search.k();
    }

    /** Distance by which neighbors are found. */
    public Metric metric() {
        return state.judge().config().metric();
    }

    /** The classes. */
    public LabelSet labelSet() {
        return reference().labelSet();
    }

    /**
     * The reference examples with the labels they vote for. Ordinals of neighbors refer to them. In a loaded model whose file of examples has
     * more than 64 MB, their inputs are read from it when they are asked for, until {@link #close}.
     */
    public Dataset<I> reference() {
        return search.reference().examples();
    }

    /**
     * Activations of the nearest reference examples of a class, as the index of the layer compares them: by cosine brought to length 1, or
     * zeros. Read from the index; where it does not {@linkplain NeighborIndex#vectors give its vectors back}, such as one of another
     * engine, the network is run for these examples.
     *
     * @param layer number of a layer, as in {@link #layers}
     * @param prediction by this classifier
     * @return a row for each of the class's neighbors in {@link Prediction#classNeighbors}, in their order
     * @throws IllegalArgumentException if the prediction has neighbors that are no reference examples of the class here
     * @throws IllegalStateException after {@link #close}
     */
    public FloatMatrix neighborActivations(Prediction prediction, int layer, int label) {
        requireOpen();
        int[] ordinals = prediction.classNeighbors(layer, label).ordinals();
        Dataset<I> examples = reference();
        for (int ordinal : ordinals) {
            if (ordinal >= examples.size() || examples.label(ordinal) != label) {
                throw new IllegalArgumentException("needs a prediction by this classifier, got one whose neighbor "
                        + ordinal + " of class " + label + " is none of its reference examples of this class");
            }
        }
        return search.vectors(layer, label, ordinals);
    }

    /** Nonconformities of the calibration examples over all layers. */
    public Calibration calibration() {
        return state.judge().calibration();
    }

    /** Closes the indexes. A second call has no effect. Predicting afterwards throws {@link IllegalStateException}. */
    @Override
    public void close() {
        closed.set(true);
        search.indexes().forEach(ClasswiseIndex::close);
        state.ood().close();
        StoredInputs.close(reference());
    }

    @Override
    public String toString() {
        return "DeepKnn[layers " + layers() + ", k " + neighbors() + ", " + metric() + ", " + reference() + ", "
                + nonconformity().name() + ", " + calibration() + "]";
    }
}
