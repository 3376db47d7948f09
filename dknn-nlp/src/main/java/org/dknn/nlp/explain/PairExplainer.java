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
import org.dknn.Support;
import org.dknn.nlp.saliency.LeaveOneOut;
import org.dknn.nlp.saliency.RememberedPredictions;
import org.dknn.nlp.saliency.SaliencyScorer;
import org.dknn.nlp.saliency.Target;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;

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
            SupportCheck<SentencePair> support,
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

        Settings with(SupportCheck<SentencePair> support) {
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
        SupportCheck<SentencePair> support = SupportCheck.whereEnoughIsKnown();
        return new PairExplainer(
                dknn, tokenizer, new Settings(scorers, Target::predicted, Optional.empty(), support, 5));
    }

    /** An explainer by other methods, at least one; each scores either side while the other one stays whole. */
    public PairExplainer withScorers(SaliencyScorer... scorers) {
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
        Target checked = Fit.check(target, dknn.labelSet());
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
        return with(settings.with(SupportCheck.at(dknn, errorRate)));
    }

    /** An explainer that does not tell whether pairs are like the training pairs. */
    public PairExplainer withoutSupport() {
        return with(settings.with(SupportCheck.none()));
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
        return explain(new TextPair(premise, hypothesis), dknn::predictAll);
    }

    /**
     * Explains any number of pairs, in their order, in bounded memory, as {@link Explainer#explainAll(Stream)} does with texts.
     *
     * @param pairs closed with the stream that is returned
     * @return in the order of the pairs; to be taken by one thread, and throwing {@link
     *     java.util.concurrent.CancellationException} if that is interrupted
     */
    public Stream<PairExplanation> explainAll(Stream<TextPair> pairs) {
        return ExplanationIterator.stream(pairs, TextPair::length, this::explainTogether);
    }

    private List<Supplier<PairExplanation>> explainTogether(List<TextPair> pairs) {
        return new JointExplanations<TextPair, SentencePair, PairExplanation>(dknn::predictAll, this::explain)
                .of(pairs);
    }

    private PairExplanation explain(TextPair texts, Function<List<SentencePair>, List<Prediction>> predictor) {
        List<Token> premiseTokens = tokenizer.tokenize(texts.premise());
        List<Token> hypothesisTokens = tokenizer.tokenize(texts.hypothesis());
        SentencePair pair = new SentencePair(words(premiseTokens), words(hypothesisTokens));
        Explained explained = new Explained(pair, predictor);
        return new PairExplanation(
                explained.side(Side.PREMISE, texts.premise(), premiseTokens),
                explained.side(Side.HYPOTHESIS, texts.hypothesis(), hypothesisTokens),
                settings.interactions.map(search -> explained.interactions(search)));
    }

    private static List<String> words(List<Token> tokens) {
        return tokens.stream().map(Token::word).toList();
    }

    private static String oneLine(SentencePair pair) {
        return String.join(" ", pair.premise()) + " \u2192 " + String.join(" ", pair.hypothesis());
    }

    /** One pair while it is explained. */
    private final class Explained {

        private final SentencePair pair;
        private final RememberedPredictions<SentencePair> predictions;
        private final Prediction prediction;
        private final Target target;
        private final Optional<Support> support;
        private final List<LayerNeighbors> neighbors;

        Explained(SentencePair pair, Function<List<SentencePair>, List<Prediction>> predictor) {
            this.pair = pair;
            this.predictions = new RememberedPredictions<>(
                    predictor, any -> any.premise().size() + any.hypothesis().size());
            this.prediction = predictions.of(List.of(pair)).get(0);
            this.target = settings.target.apply(prediction);
            this.support = settings.support.of(dknn, pair, prediction);
            this.neighbors = nearest().of(prediction);
        }

        Interactions interactions(InteractionSearch search) {
            return search.search(new InteractionSearch.Question(pair, prediction, target), predictions);
        }

        Explanation side(Side side, String text, List<Token> tokens) {
            SidePredictor predictor = new SidePredictor(pair, side, predictions);
            return new Explanation(
                    text,
                    tokens,
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
