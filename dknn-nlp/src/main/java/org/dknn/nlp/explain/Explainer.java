package org.dknn.nlp.explain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.PlanExecutor;
import org.dknn.nlp.attribution.Predictor;
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
 * @param <T> type of the inputs as people write them: {@link String} or {@link TextPair}
 */
public final class Explainer<T> {

    private final Source<T> source;
    private final ExplainerSettings settings;

    /** Where inputs come from: how they are split into segments of words, and who predicts them. */
    private record Source<T>(
            DeepKnn<?> dknn,
            ReferenceTexts<?> reference,
            PlanExecutor executor,
            Tokenizer tokenizer,
            Function<T, List<String>> texts,
            List<String> names) {}

    private Explainer(Source<T> source, ExplainerSettings settings) {
        this.source = source;
        this.settings = settings;
    }

    /**
     * An explainer of texts. It explains by how much each word moves the neighbors and the network towards the class ({@link
     * LeaveOneOutAndIn#neighborsAndNetwork}), tells whether the text is out-of-distribution, at the rate of errors .05, if there are
     * enough calibration examples (19), and shows five neighbors per layer.
     */
    public static Explainer<String> of(DeepKnn<List<String>> dknn, Tokenizer tokenizer) {
        Objects.requireNonNull(tokenizer, "tokenizer");
        PlanExecutor executor = new PlanExecutor(Predictor.of(dknn));
        ReferenceTexts<List<String>> reference =
                new ReferenceTexts<>(dknn, words -> words, words -> String.join(" ", words));
        return new Explainer<>(
                new Source<>(dknn, reference, executor, tokenizer, List::of, List.of(Segment.TEXT)),
                new ExplainerSettings(LeaveOneOutAndIn.neighborsAndNetwork(), OodCheck.whereEnoughIsKnown(dknn)));
    }

    /**
     * An explainer of pairs, each of whose segments is explained while the other one stays whole. It explains by what neighbors and
     * network say ({@link LeaveOneOut#neighborsAndNetwork}), without interactions, and shows as much as {@link #of}.
     */
    public static Explainer<TextPair> ofPairs(DeepKnn<SentencePair> dknn, Tokenizer tokenizer) {
        Objects.requireNonNull(tokenizer, "tokenizer");
        PlanExecutor executor = new PlanExecutor(Predictor.ofPairs(dknn));
        ReferenceTexts<SentencePair> reference = new ReferenceTexts<>(dknn, Explainer::wordsOfBoth, Explainer::oneLine);
        return new Explainer<>(
                new Source<>(
                        dknn,
                        reference,
                        executor,
                        tokenizer,
                        pair -> List.of(pair.premise(), pair.hypothesis()),
                        List.of(Segment.PREMISE, Segment.HYPOTHESIS)),
                new ExplainerSettings(LeaveOneOut.neighborsAndNetwork(), OodCheck.whereEnoughIsKnown(dknn)));
    }

    private static List<String> wordsOfBoth(SentencePair pair) {
        return Stream.concat(pair.premise().stream(), pair.hypothesis().stream())
                .toList();
    }

    private static String oneLine(SentencePair pair) {
        return String.join(" ", pair.premise()) + " \u2192 " + String.join(" ", pair.hypothesis());
    }

    private Explainer<T> with(ExplainerSettings settings) {
        return new Explainer<>(source, settings);
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
        Target checked = Checks.requireLabels(target, source.dknn.labelSet());
        return withTarget(prediction -> checked);
    }

    /**
     * An explainer of the class that is chosen for each input, such as {@link Target#predictedRatherThanNext}. Default: {@link
     * Target#predicted}.
     */
    public Explainer<T> withTarget(Function<Prediction, Target> target) {
        return with(settings.with(Objects.requireNonNull(target, "target")));
    }

    /**
     * An explainer that tells whether inputs are out-of-distribution; costs next to nothing.
     *
     * @param errorRate share of in-distribution inputs that may be taken for out-of-distribution ones, in {@code (0, 1)}
     * @throws IllegalArgumentException if there are too few calibration examples for the rate
     */
    public Explainer<T> withOod(double errorRate) {
        return with(settings.with(OodCheck.at(source.dknn, errorRate)));
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
        if (source.names.size() > 1) {
            throw new IllegalArgumentException("a detector of texts needs an explainer of texts, got one of pairs");
        }
        return with(settings.with(OodCheck.at(source.dknn, detector, errorRate)));
    }

    /** An explainer that does not tell whether inputs are out-of-distribution. */
    public Explainer<T> withoutOod() {
        return with(settings.with(OodCheck.none()));
    }

    /** An explainer that shows another number of neighbors per layer, from 0; at most k are shown. Default: 5. */
    public Explainer<T> withShownNeighbors(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("the number of shown neighbors must be 0 or more, got " + count);
        }
        return with(settings.withShown(count));
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
        if (source.names.size() < 2) {
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
        return source.executor.run(plan(input));
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
        return ExplanationIterator.stream(inputs, this::characters, this::explainTogether, this::explain);
    }

    /** Explains as {@link #explainAll(Stream)} does, and reports the progress. */
    public List<Explanation> explainAll(List<T> inputs, ProgressListener listener) {
        return ExplanationIterator.collect(explainAll(inputs.stream()), inputs.size(), listener);
    }

    /**
     * Explains the prediction of a text and gathers what stands behind it. Beside leave-one-out by deleting words, the evidence
     * of words costs nothing; the search for a counterfactual predicts more changed texts, about 2 per word.
     *
     * @param input as for {@link #explain}
     * @throws IllegalStateException if this explains pairs, or the classifier is closed
     */
    public EvidenceReport explainWithEvidence(T input) {
        return source.executor.run(plan(input).then(this::evidencePlan));
    }

    /**
     * Gathers what stands behind an explanation that is there already.
     *
     * @param explanation of a text, by this explainer's classifier
     * @throws IllegalStateException as {@link #explainWithEvidence}
     */
    public EvidenceReport evidence(Explanation explanation) {
        return source.executor.run(evidencePlan(explanation));
    }

    private Plan<EvidenceReport> evidencePlan(Explanation explanation) {
        if (source.names.size() > 1) {
            throw new IllegalStateException("evidence is gathered for texts, this explains pairs");
        }
        return new EvidenceSearch(source.reference, settings.shown()).plan(explanation);
    }

    private List<Explanation> explainTogether(List<T> inputs) {
        return source.executor.runAll(inputs.stream().map(this::plan).toList());
    }

    private int characters(T input) {
        return source.texts.apply(input).stream().mapToInt(String::length).sum();
    }

    private Plan<Explanation> plan(T input) {
        List<String> texts = source.texts.apply(input);
        List<List<Token>> tokens =
                texts.stream().map(source.tokenizer::tokenize).toList();
        Variant whole = new Variant(tokens.stream()
                .map(segment -> segment.stream().map(Token::word).toList())
                .toList());
        return Plan.<Prediction, Prediction>ask(List.of(whole), prediction -> prediction, answers -> answers.get(0))
                .then(prediction -> new Explaining(texts, tokens, whole, prediction).plan());
    }

    /** One input whose prediction is known. */
    private final class Explaining {

        private final List<String> texts;
        private final List<List<Token>> tokens;
        private final Variant whole;
        private final Prediction prediction;
        private final Target target;

        Explaining(List<String> texts, List<List<Token>> tokens, Variant whole, Prediction prediction) {
            this.texts = texts;
            this.tokens = tokens;
            this.whole = whole;
            this.prediction = prediction;
            this.target = settings.target().apply(prediction);
        }

        Plan<Explanation> plan() {
            List<Integer> segments = settings.segment().isPresent()
                    ? List.of(settings.segment().getAsInt())
                    : IntStream.range(0, texts.size()).boxed().toList();
            return Plan.all(segments.stream().map(this::segment).toList()).then(this::explanation);
        }

        private Plan<Segment> segment(int number) {
            Features features = new Features(whole, number);
            return Plan.all(settings.attributions().stream()
                            .map(attribution -> attribution.plan(features, target))
                            .toList())
                    .map(values ->
                            new Segment(source.names.get(number), texts.get(number), tokens.get(number), values));
        }

        private Plan<Explanation> explanation(List<Segment> segments) {
            if (settings.interactions().isEmpty() || settings.segment().isPresent()) {
                return Plan.of(explanation(segments, Optional.empty()));
            }
            return settings.interactions()
                    .get()
                    .plan(whole, target)
                    .map(interactions -> explanation(segments, Optional.of(interactions)));
        }

        private Explanation explanation(List<Segment> segments, Optional<Interactions> interactions) {
            return new Explanation(
                    segments,
                    source.dknn.labelSet(),
                    PredictionSummary.of(prediction).withOod(settings.ood().of(whole, prediction)),
                    source.reference.nearest(prediction, settings.shown()),
                    interactions);
        }
    }
}
