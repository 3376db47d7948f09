package org.dknn.nlp.saliency;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dknn.ClassScore;
import org.dknn.Prediction;

/**
 * How much a score drops when a word is left out: {@code score(text) - score(text without the word)}, for the class
 * that is explained. All shortened texts are predicted in one batch.
 *
 * @param name of the method, for people
 * @param score what drops
 * @param removal how a word is left out
 * @see <a href="https://arxiv.org/abs/1809.02847">Wallace, Feng and Boyd-Graber (2018)</a>
 */
public record LeaveOneOut(String name, ClassScore score, RemovalStrategy removal) implements SaliencyScorer {

    /** Checks that all parts are there. */
    public LeaveOneOut {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(removal, "removal");
    }

    /** Conformity leave-one-out of the paper: the drop in the share of agreeing neighbors, in {@code [-1, 1]}. */
    public static LeaveOneOut conformity() {
        return new LeaveOneOut("conformity", ClassScore.CONFORMITY, RemovalStrategy.delete());
    }

    /**
     * The drop in the label's p-value, in {@code [-1, 1]}. Smoothed p-values are of little use here: each shortened text has a
     * draw of its own.
     */
    public static LeaveOneOut pValue() {
        return new LeaveOneOut("p-value", ClassScore.P_VALUE, RemovalStrategy.delete());
    }

    /** The drop in the network's own probability, in {@code [-1, 1]}; the paper's "confidence leave-one-out". */
    public static LeaveOneOut probability() {
        return new LeaveOneOut("probability", ClassScore.PROBABILITY, RemovalStrategy.delete());
    }

    @Override
    public Saliency score(List<String> words, Prediction original, Target target, Predictor predictor) {
        double whole = target.score(score, original);
        List<List<String>> shortened = IntStream.range(0, words.size())
                .mapToObj(position -> removal.remove(words, position))
                .toList();
        double[] drops = predictor.predictAll(shortened).stream()
                .mapToDouble(prediction -> whole - target.score(score, prediction))
                .toArray();
        return Saliency.of(name, target, drops);
    }
}
