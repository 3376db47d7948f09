package org.dknn.nlp.explain;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.RememberedPredictions;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.ood.OodResult;

/**
 * Explains the predictions of a classifier of pairs of texts, such as one that tells whether a premise entails a hypothesis.
 *
 * <p>A pair of n and m words costs 1 + n + m rows through the network, whatever the number of leave-one-out scorers, and w * w
 * more for the interactions of w words a side. Immutable, safe for use by many threads; does not own the classifier.
 */
public final class PairExplainer {

    private final DeepKnn<SentencePair> dknn;
    private final Tokenizer tokenizer;
    private final Settings settings;

    private record Settings(
            List<SideScorer> scorers,
            Function<Prediction, Target> target,
            Optional<InteractionSearch> interactions,
            OodCheck<SentencePair> support,
            int shown) {

        Settings with(List<SideScorer> scorers) {
            return new Settings(scorers, target, interactions, support, shown);
        }

        Settings with(Function<Prediction, Target> target) {
            return new Settings(scorers, target, interactions, support, shown);
        }

        Settings with(InteractionSearch search) {
            return new Settings(scorers, target, Optional.of(search), support, shown);
        }

        Settings with(OodCheck<SentencePair> support) {
            return new Settings(scorers, target, interactions, support, shown);
        }

        Settings with(int shown) {
            return new Settings(scorers, target, interactions, support, shown);
        }
    }

    private PairExplainer(DeepKnn<SentencePair> dknn, Tokenizer tokenizer, Settings settings) {
        this.dknn = Objects.requireNonNull(dknn, "dknn");
        this.tokenizer = Objects.requireNonNull(tokenizer, "tokenizer");
        this.settings = settings;
    }

    /**
     * Explains by what neighbors and network say ({@link LeaveOneOut#neighborsAndNetwork}), without interactions, tells
     * whether the pair is like the training pairs as {@link Explainer#of} does of texts, and shows five neighbors a layer.
     */
    public static PairExplainer of(DeepKnn<SentencePair> dknn, Tokenizer tokenizer) {
        List<SideScorer> scorers = List.of(SideScorer.of(LeaveOneOut.neighborsAndNetwork()));
        OodCheck<SentencePair> support = OodCheck.whereEnoughIsKnown();
        return new PairExplainer(
                dknn, tokenizer, new Settings(scorers, Target::predicted, Optional.empty(), support, 5));
    }

    /** An explainer by other methods, at least one; each scores either side while the other one stays whole. */
    public PairExplainer withScorers(Attribution... scorers) {
        return withSideScorers(Arrays.stream(scorers).map(SideScorer::of).toArray(SideScorer[]::new));
    }

    /** An explainer by other methods, at least one, those that read gradients among them. */
    public PairExplainer withSideScorers(SideScorer... scorers) {
        if (scorers.length == 0) {
            throw new IllegalArgumentException("needs at least one scorer, got none");
        }
        return with(settings.with(List.of(scorers)));
    }

    private PairExplainer with(Settings settings) {
        return new PairExplainer(dknn, tokenizer, settings);
    }

    /** An explainer of one class, or of one rather than another, whatever pairs are predicted to be. */
    public PairExplainer withTarget(Target target) {
        Target checked = Checks.check(target, dknn.labelSet());
        return withTarget(prediction -> checked);
    }

    /** An explainer of the class that is chosen for each pair; {@link Target#predicted} if not said. */
    public PairExplainer withTarget(Function<Prediction, Target> target) {
        return with(settings.with(Objects.requireNonNull(target, "target")));
    }

    /**
     * An explainer that also tells what words of both sides do together.
     *
     * @param method what drops, and how words go
     * @param words how many of each side, at least 1: those that the method finds strongest
     */
    public PairExplainer withInteractions(LeaveOneOut method, int words) {
        return with(settings.with(new InteractionSearch(method, words)));
    }

    /**
     * An explainer that tells whether pairs are like the training pairs; costs next to nothing.
     *
     * @param errorRate share of usual pairs that may be taken for strange ones, in {@code (0, 1)}
     * @throws IllegalArgumentException if there are too few calibration examples for the rate
     */
    public PairExplainer withSupport(double errorRate) {
        return with(settings.with(OodCheck.at(dknn, errorRate)));
    }

    /** An explainer that does not tell whether pairs are like the training pairs. */
    public PairExplainer withoutSupport() {
        return with(settings.with(OodCheck.none()));
    }

    /** An explainer that shows another number of neighbors a layer, from 0; at most k are shown. */
    public PairExplainer withShownNeighbors(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("cannot show " + count + " neighbors");
        }
        return with(settings.with(count));
    }

    private NearestTexts<SentencePair> nearest() {
        return new NearestTexts<>(dknn, PairExplainer::oneLine, settings.shown);
    }

    /**
     * Explains the prediction of a pair.
     *
     * @param premise any text; an empty one is read as its encoder reads it, usually as one unknown word, and has no saliency
     * @param hypothesis likewise
     * @throws IllegalStateException if the classifier is closed
     */
    public PairExplanation explain(String premise, String hypothesis) {
        return new Explained(new TextPair(premise, hypothesis), dknn::predictAll).whole();
    }

    /**
     * Explains any number of pairs, in their order, in bounded memory. A few pairs are explained at once, so that their
     * changed pairs share batches of the network; results are those of {@link #explain}, up to the rounding of a network
     * that sees other batches (about 1e-6).
     *
     * <p>Pairs are read, and work is done, only as explanations are taken. What explaining a pair throws is thrown when its
     * turn comes; nothing follows it. To go on where a run broke off, {@linkplain Stream#skip skip} the pairs that are done.
     *
     * @param pairs closed with the stream that is returned
     * @return in the order of the pairs; to be taken by one thread, and throwing {@link
     *     java.util.concurrent.CancellationException} if that is interrupted
     */
    public Stream<PairExplanation> explainAll(Stream<TextPair> pairs) {
        return explainAll(pairs, Explained::whole);
    }

    /** Explains as {@link #explainAll(Stream)} does, and tells how far it has come. */
    public List<PairExplanation> explainAll(List<TextPair> pairs, ProgressListener listener) {
        return ExplanationIterator.collect(explainAll(pairs.stream()), pairs.size(), listener);
    }

    /**
     * Explains one side of each pair as {@link #explainAll(Stream)} does both, at the cost of the words of this side.
     * Interactions are not looked for.
     */
    public Stream<Explanation> explainSides(Side side, Stream<TextPair> pairs) {
        Objects.requireNonNull(side, "side");
        return explainAll(pairs, explained -> explained.side(side));
    }

    private <E> Stream<E> explainAll(Stream<TextPair> pairs, Function<Explained, E> part) {
        return ExplanationIterator.stream(pairs, TextPair::length, together -> explainTogether(together, part));
    }

    private <E> List<Supplier<E>> explainTogether(List<TextPair> pairs, Function<Explained, E> part) {
        // pairs that share a side may become the same without a word
        RememberedPredictions<SentencePair> shared = remembered(dknn::predictAll);
        return new JointExplanations<TextPair, SentencePair, E>(
                        shared::of, (pair, predictions) -> part.apply(new Explained(pair, predictions)))
                .of(pairs);
    }

    private static RememberedPredictions<SentencePair> remembered(
            Function<List<SentencePair>, List<Prediction>> predictor) {
        return new RememberedPredictions<>(
                predictor, pair -> pair.premise().size() + pair.hypothesis().size());
    }

    private static List<String> words(List<Token> tokens) {
        return tokens.stream().map(Token::word).toList();
    }

    private static String oneLine(SentencePair pair) {
        return String.join(" ", pair.premise()) + " \u2192 " + String.join(" ", pair.hypothesis());
    }

    /** One pair while it is explained. */
    private final class Explained {

        private final TextPair texts;
        private final List<Token> premise;
        private final List<Token> hypothesis;
        private final SentencePair pair;
        private final RememberedPredictions<SentencePair> predictions;
        private final Prediction prediction;
        private final Target target;
        private final Optional<OodResult> support;
        private final List<LayerNeighbors> neighbors;

        Explained(TextPair texts, Function<List<SentencePair>, List<Prediction>> predictor) {
            this.texts = texts;
            this.premise = tokenizer.tokenize(texts.premise());
            this.hypothesis = tokenizer.tokenize(texts.hypothesis());
            this.pair = new SentencePair(words(premise), words(hypothesis));
            this.predictions = remembered(predictor);
            this.prediction = predictions.of(List.of(pair)).get(0);
            this.target = settings.target.apply(prediction);
            this.support = settings.support.of(dknn, pair, prediction);
            this.neighbors = nearest().of(prediction);
        }

        PairExplanation whole() {
            return new PairExplanation(
                    side(Side.PREMISE), side(Side.HYPOTHESIS), settings.interactions.map(this::interactions));
        }

        private Interactions interactions(InteractionSearch search) {
            return search.search(new InteractionSearch.Question(pair, prediction, target), predictions);
        }

        Explanation side(Side side) {
            SidePredictor predictor = new SidePredictor(pair, side, predictions);
            return new Explanation(
                    texts.text(side),
                    side == Side.PREMISE ? premise : hypothesis,
                    dknn.labelSet(),
                    prediction,
                    support,
                    settings.scorers.stream()
                            .map(scorer -> scorer.of(pair, side).score(pair.words(side), prediction, target, predictor))
                            .toList(),
                    neighbors);
        }
    }
}
