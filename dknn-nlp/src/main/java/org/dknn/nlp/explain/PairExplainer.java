package org.dknn.nlp.explain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.nlp.saliency.LeaveOneOut;
import org.dknn.nlp.saliency.RememberedPredictions;
import org.dknn.nlp.saliency.SaliencyScorer;
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
    private final List<SaliencyScorer> scorers;
    private final Optional<InteractionSearch> interactions;
    private final NearestTexts<SentencePair> nearest;

    private PairExplainer(
            Tokenizer tokenizer,
            List<SaliencyScorer> scorers,
            Optional<InteractionSearch> interactions,
            NearestTexts<SentencePair> nearest) {
        this.dknn = nearest.dknn();
        this.tokenizer = Objects.requireNonNull(tokenizer, "tokenizer");
        this.scorers = scorers;
        this.interactions = interactions;
        this.nearest = nearest;
    }

    /** Explains by conformity leave-one-out, without interactions, and shows five neighbors a layer. */
    public static PairExplainer of(DeepKnn<SentencePair> dknn, Tokenizer tokenizer) {
        Objects.requireNonNull(dknn, "dknn");
        return new PairExplainer(
                tokenizer,
                List.of(LeaveOneOut.conformity()),
                Optional.empty(),
                new NearestTexts<>(dknn, PairExplainer::oneLine, 5));
    }

    /** An explainer by other methods, at least one; each scores either side while the other one stays whole. */
    public PairExplainer withScorers(SaliencyScorer... scorers) {
        if (scorers.length == 0) {
            throw new IllegalArgumentException("needs at least one scorer, got none");
        }
        return new PairExplainer(tokenizer, List.of(scorers), interactions, nearest);
    }

    /**
     * An explainer that also tells what words of both sides do together.
     *
     * @param method what drops, and how words go
     * @param words how many of each side, at least 1: those that the method finds strongest
     */
    public PairExplainer withInteractions(LeaveOneOut method, int words) {
        return new PairExplainer(tokenizer, scorers, Optional.of(new InteractionSearch(method, words)), nearest);
    }

    /** An explainer that shows another number of neighbors a layer, from 0; at most k are shown. */
    public PairExplainer withShownNeighbors(int count) {
        NearestTexts<SentencePair> other = new NearestTexts<>(dknn, PairExplainer::oneLine, count);
        return new PairExplainer(tokenizer, scorers, interactions, other);
    }

    /**
     * Explains the prediction of a pair.
     *
     * @param premise any text; an empty one is read as its encoder reads it, usually as one unknown word, and has no saliency
     * @param hypothesis likewise
     * @throws IllegalStateException if the classifier is closed
     */
    public PairExplanation explain(String premise, String hypothesis) {
        List<Token> premiseTokens = tokenizer.tokenize(premise);
        List<Token> hypothesisTokens = tokenizer.tokenize(hypothesis);
        SentencePair pair = new SentencePair(words(premiseTokens), words(hypothesisTokens));
        Explained explained = new Explained(pair);
        return new PairExplanation(
                explained.side(Side.PREMISE, premise, premiseTokens),
                explained.side(Side.HYPOTHESIS, hypothesis, hypothesisTokens),
                interactions.map(search -> search.search(pair, explained.prediction, explained.predictions)));
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
        private final RememberedPredictions<SentencePair> predictions =
                new RememberedPredictions<>(pairs -> dknn.predictAll(pairs));

        private final Prediction prediction;
        private final List<LayerNeighbors> neighbors;

        Explained(SentencePair pair) {
            this.pair = pair;
            this.prediction = predictions.of(List.of(pair)).get(0);
            this.neighbors = nearest.of(prediction);
        }

        Explanation side(Side side, String text, List<Token> tokens) {
            SidePredictor predictor = new SidePredictor(pair, side, predictions);
            return new Explanation(
                    text,
                    tokens,
                    dknn.labelSet(),
                    prediction,
                    scorers.stream()
                            .map(scorer -> scorer.score(pair.words(side), prediction, predictor))
                            .toList(),
                    neighbors);
        }
    }
}
