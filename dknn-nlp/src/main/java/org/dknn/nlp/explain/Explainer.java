package org.dknn.nlp.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.HitRates;
import org.dknn.LabelSet;
import org.dknn.OutputRefit;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.Serving;
import org.dknn.ValueLimits;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.PlanExecutor;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.attribution.Variant;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.ood.SequenceOodDetector;

/**
 * Explains the predictions of a classifier of texts, or of pairs of texts.
 *
 * <p>A text of n words costs 1 + n rows through the network, whatever the number of leave-one-out methods, and by {@link
 * LeaveOneOutAndIn} one more for each word that was not seen before: inputs of one word are remembered, see {@link PlanExecutor}. A
 * pair of n and m words costs 1 + n + m rows, and w * w more for the interactions of w words per segment. Safe for use by many
 * threads; does not own the classifier.
 *
 * <pre>{@code
 * Explainer<String> explainer = Explainer.of(dknn, Tokenizer.english());
 * Explanation explanation = explainer.explain("A gripping, funny film.");
 * return Renderer.plain().render(explanation);
 * }</pre>
 *
 * @param <T> type of the inputs as people write them: {@link String} or {@link TextPair}
 * @since 0.1
 */
public final class Explainer<T> implements AutoCloseable {

    private final InputKind<T> kind;
    private final ExplainerSettings settings;

    private Explainer(InputKind<T> kind, ExplainerSettings settings) {
        this.kind = kind;
        this.settings = settings;
    }

    /**
     * An explainer of texts. It explains by how much each word moves the neighbors and the network towards the class ({@link
     * LeaveOneOutAndIn#neighborsAndNetwork}), or the neighbors alone if the extractor is contextual ({@link
     * LeaveOneOutAndIn#neighbors}), tells whether the text is out-of-distribution, at the rate of errors .05, if there are enough
     * calibration examples (19), and shows five neighbors per layer.
     */
    public static Explainer<String> of(DeepKnn<List<String>> dknn, Tokenizer tokenizer) {
        return of(InputKind.texts(dknn, tokenizer));
    }

    /**
     * An explainer of pairs, each of whose segments is explained while the other one stays whole. It explains by what neighbors and
     * network say ({@link LeaveOneOut#neighborsAndNetwork}), or the neighbors alone if the extractor is contextual ({@link
     * LeaveOneOut#neighbors}), without interactions, and shows as much as {@link #of}.
     */
    public static Explainer<TextPair> ofPairs(DeepKnn<SentencePair> dknn, Tokenizer tokenizer) {
        return of(InputKind.pairs(dknn, tokenizer));
    }

    /** An explainer by default settings. */
    static <T> Explainer<T> of(InputKind<T> kind) {
        return new Explainer<>(
                kind, new ExplainerSettings(kind.usualAttribution(), OodCheck.whereEnoughIsKnown(kind.classifier())));
    }

    private Explainer<T> with(ExplainerSettings settings) {
        return new Explainer<>(kind, settings);
    }

    /** The classes of its classifier. */
    public LabelSet labelSet() {
        return kind.dknn().labelSet();
    }

    /** An explainer by other methods, at least one. */
    public Explainer<T> withAttributions(Attribution... attributions) {
        if (attributions.length == 0) {
            throw new IllegalArgumentException("needs at least one attribution, got none");
        }
        return with(settings.with(List.of(attributions)));
    }

    /** An explainer of one class, or of one rather than another, whatever inputs are predicted to be. */
    public Explainer<T> withTarget(Target target) {
        Target checked = Checks.requireLabels(target, kind.dknn().labelSet());
        return withTarget(prediction -> checked);
    }

    /**
     * An explainer of the class that is chosen for each input, such as {@link Target#neighbors} or {@link
     * Target#predictedRatherThanNext}. Default: {@link Target#network}, the decision of the wrapped network; renderings say first
     * where the neighbors predict another class.
     */
    public Explainer<T> withTarget(Function<Prediction, Target> target) {
        return with(settings.with(Objects.requireNonNull(target, "target")));
    }

    /**
     * An explainer that tells whether inputs are out-of-distribution, and why, at the cost of {@link DeepKnn#ood}.
     *
     * @param errorRate share of in-distribution inputs that may be taken for out-of-distribution ones, in {@code (0, 1)}
     * @throws IllegalArgumentException if there are too few calibration examples for the rate
     */
    public Explainer<T> withOod(double errorRate) {
        return with(settings.with(OodCheck.at(kind.classifier(), errorRate)));
    }

    /**
     * An explainer that tells step by step whether texts are out-of-distribution, so that it notices known words in an unknown order,
     * too. Costs one more search, for as many neighbors as there are words.
     *
     * @param detector of the same network; not closed with the explainer, which must not be used after it is
     * @param errorRate share of in-distribution texts that may be taken for out-of-distribution ones, in {@code (0, 1)}
     * @throws IllegalArgumentException if this explains pairs, or there are too few calibration examples for the rate, here or there
     */
    public Explainer<T> withOod(SequenceOodDetector<List<String>> detector, double errorRate) {
        if (kind.isPairs()) {
            throw new IllegalArgumentException("a detector of texts needs an explainer of texts, got one of pairs");
        }
        return with(settings.with(OodCheck.at(kind.classifier(), detector, errorRate)));
    }

    /** An explainer that does not tell whether inputs are out-of-distribution. */
    public Explainer<T> withoutOod() {
        return with(settings.with(OodCheck.none()));
    }

    /**
     * An explainer that shows reference texts as they were written, instead of their words with spaces between them.
     *
     * @param texts of all reference examples, in the order of {@code dknn.reference()}
     * @throws IllegalArgumentException if their number differs, or one has other words than its example
     */
    public Explainer<T> withReferenceTexts(List<T> texts) {
        return new Explainer<>(kind.withWritten(texts), settings);
    }

    /**
     * Writes all that {@link #load(Path)} needs into a directory: network, encoder and layers, tokenizer, classifier, and the reference
     * texts as they were written, if they are known. Replaces what an earlier call wrote there. Methods, target and all other
     * settings of this explainer are not saved, and neither is how calls are {@linkplain DeepKnn#withServing served}.
     *
     * @throws IllegalStateException if a part cannot be saved, such as an encoder or tokenizer by a function; the message names it
     */
    public void save(Path directory) throws IOException {
        SavedExplainer.save(kind, directory);
    }

    /**
     * Reads an explainer of texts that {@link #save} wrote, with the settings of {@link #of}. Close it after use.
     *
     * @throws org.dknn.internal.DknnFormatException if a file is damaged or newer, pairs were saved, or a module is missing; the
     *     message names its artifact
     */
    public static Explainer<String> load(Path directory) throws IOException {
        return load(directory, Serving.create());
    }

    /**
     * Reads an explainer of texts as {@link #load(Path)} does, whose calls of the classifier run as in a service. An explanation makes several
     * of them: for its text, for the changed texts, for the out-of-distribution scores. The limits and the listener of the service apply to
     * each of them.
     */
    public static Explainer<String> load(Path directory, Serving serving) throws IOException {
        return SavedExplainer.load(directory, InputKind.TEXTS, serving);
    }

    /** Reads an explainer of pairs that {@link #save} wrote, as {@link #load(Path)} reads one of texts. */
    public static Explainer<TextPair> loadPairs(Path directory) throws IOException {
        return loadPairs(directory, Serving.create());
    }

    /** Reads an explainer of pairs as {@link #load(Path, Serving)} reads one of texts. */
    public static Explainer<TextPair> loadPairs(Path directory, Serving serving) throws IOException {
        return SavedExplainer.load(directory, InputKind.PAIRS, serving);
    }

    /** Closes the classifier and its network if this explainer was {@linkplain #load(Path) loaded}; has no effect if it was made of one. */
    @Override
    public void close() {
        kind.close();
    }

    /** An explainer that shows another number of neighbors per layer, from 0; at most k are shown. Default: 5. */
    public Explainer<T> withShownNeighbors(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("the number of shown neighbors must be 0 or more, got " + count);
        }
        return with(settings.withShown(count));
    }

    /**
     * An explainer that takes about this long for an input, and gives the best answer so far. Predicted is in any case the input
     * itself; then words are explained from the first to the last. Those whose value is not {@linkplain Attributions#isFinal final}
     * have what is known of it, or 0, and renderings say how many they are. Methods by samples use those that there are. Searches for
     * a counterfactual end early. Gradients, interactions, and the words of {@link #evidence} are never cut short.
     *
     * @param time for an input, more than 0; of {@link #explainAll}, for each of those that are explained together on average
     */
    public Explainer<T> within(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("needs a time above 0, got " + time);
        }
        return with(settings.with(time));
    }

    /**
     * An explainer that also finds the strongest words of the {@linkplain Explanation#nearest nearest} training texts, at most three of
     * each, for pages that underline them. They are valued by the first method, about the class that is explained; this costs explaining
     * up to four training texts per input by that method, each once: this explainer remembers the last 10,000. Explainers without
     * marks, the default, pay nothing.
     */
    public Explainer<T> withMarkedNeighbors() {
        return with(settings.with(new NeighborMarks()));
    }

    /**
     * An explainer of one segment of pairs, at the cost of its words. Its explanations have this segment alone, and no interactions.
     *
     * @param side the segment
     * @throws IllegalArgumentException if this explains texts
     */
    public Explainer<T> withSegment(SentencePair.Side side) {
        requirePairs("one segment");
        return with(settings.withSegment(side == SentencePair.Side.PREMISE ? 0 : 1));
    }

    /**
     * An explainer that also tells what words of both segments of a pair do together.
     *
     * @param method what drops, and how words go
     * @param words how many of each segment, at least 1: those of the largest absolute values
     * @throws IllegalArgumentException if this explains texts
     */
    public Explainer<T> withInteractions(LeaveOneOut method, int words) {
        requirePairs("interactions");
        return with(settings.with(new InteractionSearch(method, words)));
    }

    private void requirePairs(String what) {
        if (!kind.isPairs()) {
            throw new IllegalArgumentException("needs an explainer of pairs for " + what + ", got one of texts");
        }
    }

    /**
     * Explains the prediction of an input.
     *
     * @param input any text, or pair of texts; an empty one is read as its encoder reads it, usually as one unknown word, and has no
     *     values
     * @throws IllegalStateException if the classifier is closed
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it stays
     */
    public Explanation explain(T input) {
        return run(ExplanationPlan.of(kind, settings, input), 1);
    }

    /**
     * Explains any number of inputs, in their order, in bounded memory. A few inputs are explained at once, so that their changed
     * inputs share batches of the network; results are those of {@link #explain}, up to the rounding of a network that sees other
     * batches (about 1e-6).
     *
     * <p>Inputs are read, and work is done, only as explanations are taken, by the thread that takes them. What explaining an input
     * throws is thrown when its turn comes; nothing follows it. To go on where a run broke off, {@linkplain Stream#skip skip} the
     * inputs that are done.
     *
     * @param inputs closed with the stream that is returned
     * @return in the order of the inputs; to be taken by one thread, and throwing {@link
     *     java.util.concurrent.CancellationException} within one batch of the network if that is interrupted
     */
    public Stream<Explanation> explainAll(Stream<T> inputs) {
        return ExplanationIterator.stream(inputs, kind::characters, this::explainTogether, this::explain);
    }

    /** Explains as {@link #explainAll(Stream)} does, and reports the progress. */
    public List<Explanation> explainAll(List<T> inputs, ProgressListener listener) {
        return ExplanationIterator.collect(explainAll(inputs.stream()), inputs.size(), listener);
    }

    /**
     * Measures how large values must be to mean anything, per attribution of this explainer, by its {@link
     * org.dknn.nlp.attribution.Attribution#limitsName}. Each example is explained for the label of
     * the network, whatever {@linkplain #withTarget target} was chosen and however short the
     * {@linkplain #within time}. Noise is the largest value up to which these labels are right no
     * more often than by chance (one-sided level .05), taken by the largest word of each example; strong is the .95 quantile of
     * the largest words. {@link DeepKnn#withLimits} uses and saves them. Too few examples to tell more than chance leave the noise at
     * 0; a few hundred serve well.
     *
     * @param calibration examples that neither the network nor the neighbors have seen, at least one
     * @param listener receives the number of explained examples
     * @throws IllegalArgumentException if there are no examples, or the classes differ
     */
    public ValueLimits measureLimits(Dataset<T> calibration, ProgressListener listener) {
        requireExamples(calibration);
        return limitsOf(with(settings.forLimits()).explainAll(calibration.inputs(), listener), calibration);
    }

    private void requireExamples(Dataset<T> calibration) {
        LabelSet classes = kind.dknn().labelSet();
        if (calibration.size() == 0 || !calibration.labelSet().equals(classes)) {
            throw new IllegalArgumentException(
                    "needs at least one example of the classes " + classes.names() + ", got " + calibration);
        }
    }

    /**
     * Limits as {@link #measureLimits} measures them, of explanations by this explainer that are there already.
     *
     * @param explanations of the examples, in their order, for the label of the network
     * @param calibration at least one example
     * @throws IllegalArgumentException if there are other numbers of them, another label was explained, values are not final, or other
     *     methods than those of this explainer gave them
     */
    public ValueLimits limitsOf(List<Explanation> explanations, Dataset<?> calibration) {
        Checks.requireMeasurable(explanations, calibration);
        Checks.requireFinal(explanations);
        Checks.requireMethods(explanations, settings.attributions());
        return LimitMeasure.of(settings.attributions(), explanations, calibration);
    }

    /**
     * Counts how often the network is right, by {@linkplain Explanation#verdict verdict}, at 1 + n predictions for a text of n words.
     * {@link DeepKnn#withHitRates} uses and saves the counts. They may be the examples that the classifier was calibrated on: each
     * then counts among those it is compared with, which raises its p-values by at most 1 / (n + 1) for n of them.
     *
     * @param calibration examples that neither the network nor the neighbors have seen, at least one; a few hundred serve well
     * @param listener receives the number of explained examples
     * @throws IllegalArgumentException if there are no examples, or the classes differ
     */
    public HitRates measureHitRates(Dataset<T> calibration, ProgressListener listener) {
        requireExamples(calibration);
        ExplainerSettings plain =
                new ExplainerSettings(LeaveOneOut.neighborsAndNetwork(), OodCheck.none()).withShown(0);
        return HitRateMeasure.of(with(plain).explainAll(calibration.inputs(), listener), calibration);
    }

    /**
     * Hit rates as {@link #measureHitRates} counts them, of explanations that are there already, so that one pass serves limits and hit
     * rates.
     *
     * @param explanations of the examples, in their order, for the label of the network, by a method that leaves out single words; the
     *     default is one
     * @param calibration at least one example
     * @throws IllegalArgumentException if there are other numbers of them, another label was explained, or no method tells the answer
     *     without single words
     */
    public static HitRates hitRatesOf(List<Explanation> explanations, Dataset<?> calibration) {
        Checks.requireMeasurable(explanations, calibration);
        Checks.requireAnswersWithout(explanations);
        return HitRateMeasure.of(explanations, calibration);
    }

    /**
     * Explains the prediction of a text and gathers what stands behind it. Beside leave-one-out by deleting words, the evidence
     * of words costs nothing; the search for a counterfactual predicts more changed texts, about 2 per word.
     *
     * @param input as for {@link #explain}
     * @throws IllegalStateException if this explains pairs, or the classifier is closed
     */
    public EvidenceReport explainWithEvidence(T input) {
        return run(ExplanationPlan.of(kind, settings, input).then(this::evidencePlan), 1);
    }

    /**
     * Gathers what stands behind an explanation that is there already.
     *
     * @param explanation of a text, by this explainer's classifier
     * @throws IllegalStateException as {@link #explainWithEvidence}
     */
    public EvidenceReport evidence(Explanation explanation) {
        return run(evidencePlan(explanation), 1);
    }

    /**
     * What would be predicted of an explained input if some training examples were not among the reference examples: does what is shown
     * carry the decision? Exact for the neighbors, if the indexes are: votes are those of a classifier that is fitted without these
     * examples. The network and its probabilities stay, as it has learned from them, unless this explainer is one {@linkplain #withRefit
     * with a refit}. The calibration scores stay; see {@link DeepKnn#predictWithout}. Costs one prediction; with a refit another run of the
     * network, and passes over the training examples' activations of the last layer.
     *
     * @param explanation by this explainer's classifier
     * @param examples ordinals of training examples, such as {@link LayerNeighbors.NeighborText#ordinal}; fewer than all
     * @throws IllegalArgumentException if an ordinal is none of a training example, none stays, or one side of a pair alone was explained
     * @throws IllegalStateException if the classifier is closed
     */
    public PredictionSummary without(Explanation explanation, Collection<Integer> examples) {
        if (explanation.segments().size() != kind.names().size()) {
            throw new IllegalArgumentException("needs an explanation of " + kind.names() + ", got one of "
                    + explanation.segments().stream().map(Segment::name).toList());
        }
        Variant whole = new Variant(explanation.segments().stream()
                .map(segment -> segment.tokens().stream().map(Token::word).toList())
                .toList());
        return kind.classifier().without(whole, examples);
    }

    /**
     * An explainer whose {@link #without} also estimates what the network would say without some examples: its probabilities are those of an
     * {@link OutputRefit}. Explanations stay as they are. Costs what {@link OutputRefit#of} does, now.
     *
     * @param listener receives the number of training examples the network was run for
     * @throws IllegalStateException if the classifier is closed
     */
    public Explainer<T> withRefit(ProgressListener listener) {
        return new Explainer<>(kind.withRefit(listener), settings);
    }

    private Plan<EvidenceReport> evidencePlan(Explanation explanation) {
        if (kind.isPairs()) {
            throw new IllegalStateException("evidence is gathered for texts, this explains pairs");
        }
        return new EvidenceSearch(kind.reference(), settings.shown()).plan(explanation);
    }

    private List<Explanation> explainTogether(List<T> inputs) {
        List<Plan<Explanation>> plans = inputs.stream()
                .map(input -> ExplanationPlan.of(kind, settings, input))
                .toList();
        return run(Plan.all(plans), inputs.size());
    }

    private <R> R run(Plan<R> plan, int inputs) {
        return settings.time()
                .map(time -> kind.executor().run(plan, time.multipliedBy(inputs)))
                .orElseGet(() -> kind.executor().run(plan));
    }
}
