package org.dknn;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.PValueKind;
import org.dknn.conformal.PValues;
import org.dknn.index.Neighbors;

/** Turns votes into p-values and a label. */
record Judge(Calibration calibration, PValueKind kind, long seed) {

    /**
     * Judges one input.
     *
     * @param inputText the input as text; asked for only where a draw is made
     */
    Prediction judge(NeighborSearch.Found found, Supplier<String> inputText, Reference<?> reference) {
        LabelVotes votes = found.allVotes();
        PValues pValues = calibration.pValues(votes, kind, theta(inputText));
        int label = 0;
        for (int other = 1; other < votes.labels(); other++) {
            if (isBetter(other, label, pValues, votes, reference, found.neighbors())) {
                label = other;
            }
        }
        return new Prediction(found, votes, pValues, label);
    }

    private static boolean isBetter(
            int other,
            int label,
            PValues pValues,
            LabelVotes votes,
            Reference<?> reference,
            List<Neighbors> neighbors) {
        if (pValues.value(other) != pValues.value(label)) {
            return pValues.value(other) > pValues.value(label);
        }
        if (votes.count(other) != votes.count(label)) {
            return votes.count(other) > votes.count(label);
        }
        return reference.summedDistance(neighbors, other) < reference.summedDistance(neighbors, label);
    }

    /** A draw from {@code (0, 1]} that depends on the seed and the input alone, so the same input always gets the same one. */
    private double theta(Supplier<String> inputText) {
        if (kind != PValueKind.SMOOTHED) {
            return 1;
        }
        return 1
                - new SplittableRandom(
                                seed * 0x9E3779B97F4A7C15L + inputText.get().hashCode())
                        .nextDouble();
    }
}
