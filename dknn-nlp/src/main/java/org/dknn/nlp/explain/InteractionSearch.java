package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.nlp.saliency.LeaveOneOut;
import org.dknn.nlp.saliency.RememberedPredictions;
import org.dknn.nlp.saliency.Saliency;
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

    /** Interactions of the strongest words of a pair. */
    Interactions search(SentencePair pair, Prediction original, RememberedPredictions<SentencePair> predictions) {
        Interactions.Drops premise = drops(Side.PREMISE, pair, original, predictions);
        Interactions.Drops hypothesis = drops(Side.HYPOTHESIS, pair, original, predictions);
        List<SentencePair> shortened = new ArrayList<>();
        for (int row : premise.positions()) {
            SentencePair without = without(pair, Side.PREMISE, row);
            hypothesis.positions().forEach(column -> shortened.add(without(without, Side.HYPOTHESIS, column)));
        }
        List<Prediction> predicted = predictions.of(shortened);
        int label = original.label();
        double whole = method.score().score(original, label);
        double[][] both =
                new double[premise.positions().size()][hypothesis.positions().size()];
        for (int i = 0; i < predicted.size(); i++) {
            both[i / both[0].length][i % both[0].length] =
                    whole - method.score().score(predicted.get(i), label);
        }
        return Interactions.of(method.name(), premise, hypothesis, both);
    }

    private Interactions.Drops drops(
            Side side, SentencePair pair, Prediction original, RememberedPredictions<SentencePair> predictions) {
        Saliency saliency = method.score(pair.words(side), original, new SidePredictor(pair, side, predictions));
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
