package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.RememberedPredictions;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;

/**
 * Removes words of both sides at a time. The cost is at most {@code words * words} rows through the network, whatever the
 * lengths of the texts.
 *
 * @param method what drops, and how words go
 * @param words how many of each side: those of the largest absolute saliency, earlier ones first among equals
 */
record InteractionSearch(LeaveOneOut method, int words) {

    InteractionSearch {
        if (words < 1) {
            throw new IllegalArgumentException("needs at least 1 word of each side, got " + words);
        }
    }

    /**
     * What is asked.
     *
     * @param pair whole
     * @param original its prediction
     * @param target what is explained of it
     */
    record Question(SentencePair pair, Prediction original, Target target) {}

    /** Interactions of the strongest words of a pair. */
    Interactions search(Question question, RememberedPredictions<SentencePair> predictions) {
        Interactions.Drops premise = drops(Side.PREMISE, question, predictions);
        Interactions.Drops hypothesis = drops(Side.HYPOTHESIS, question, predictions);
        List<SentencePair> shortened = new ArrayList<>();
        for (int row : premise.positions()) {
            SentencePair without = without(question.pair, Side.PREMISE, row);
            hypothesis.positions().forEach(column -> shortened.add(without(without, Side.HYPOTHESIS, column)));
        }
        List<Prediction> predicted = predictions.of(shortened);
        double whole = question.target.score(method.score(), question.original);
        double[][] both =
                new double[premise.positions().size()][hypothesis.positions().size()];
        for (int i = 0; i < predicted.size(); i++) {
            both[i / both[0].length][i % both[0].length] =
                    whole - question.target.score(method.score(), predicted.get(i));
        }
        return Interactions.of(method.name(), premise, hypothesis, both);
    }

    private Interactions.Drops drops(Side side, Question question, RememberedPredictions<SentencePair> predictions) {
        SentencePair pair = question.pair;
        Predictor predictor = new SidePredictor(pair, side, predictions);
        Attributions saliency = method.score(pair.words(side), question.original, question.target, predictor);
        List<Integer> positions = IntStream.range(0, saliency.size())
                .boxed()
                .sorted(Comparator.comparingDouble(position -> -Math.abs(saliency.value(position))))
                .limit(words)
                .sorted()
                .toList();
        return new Interactions.Drops(
                positions, positions.stream().map(saliency::value).toList());
    }

    private SentencePair without(SentencePair pair, Side side, int position) {
        return pair.with(side, method.removal().remove(pair.words(side), position));
    }
}
