package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dknn.Prediction;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.PValues;
import org.dknn.ood.OodResult;

/**
 * What was predicted, and how far to believe it: the part of a {@link Prediction} that readers see, and that can be written
 * down and read back.
 *
 * @param label that Deep k-Nearest Neighbors predicts
 * @param pValues one per label
 * @param votes of the neighbors over all layers
 * @param probabilities the network's own, one per label, finite
 * @param ood whether the input is out-of-distribution, if that was asked for
 */
public record PredictionSummary(
        int label, PValues pValues, LabelVotes votes, List<Double> probabilities, Optional<OodResult> ood) {

    /** Checks that all are over the same labels. */
    public PredictionSummary {
        Objects.requireNonNull(ood, "ood");
        Objects.requireNonNull(pValues, "pValues");
        Objects.requireNonNull(votes, "votes");
        probabilities = List.copyOf(probabilities);
        int labels = probabilities.size();
        if (pValues.labels() != labels || votes.labels() != labels) {
            throw new IllegalArgumentException("p-values, votes and probabilities must be over the same labels, got "
                    + pValues.labels() + ", " + votes.labels() + " and " + labels);
        }
        if (label < 0 || label >= labels) {
            throw new IllegalArgumentException("the label must be in 0.." + (labels - 1) + ", got " + label);
        }
        for (double probability : probabilities) {
            if (!Double.isFinite(probability)) {
                throw new IllegalArgumentException("probabilities must be finite, got " + probabilities);
            }
        }
    }

    /** A summary that does not tell whether the input is out-of-distribution. */
    public PredictionSummary(int label, PValues pValues, LabelVotes votes, List<Double> probabilities) {
        this(label, pValues, votes, probabilities, Optional.empty());
    }

    /** What readers see of a prediction, without whether the input is out-of-distribution, which {@link org.dknn.DeepKnn#ood} tells. */
    public static PredictionSummary of(Prediction prediction) {
        List<Double> probabilities = new ArrayList<>();
        for (int label = 0; label < prediction.votes().labels(); label++) {
            probabilities.add(prediction.probability(label));
        }
        return new PredictionSummary(prediction.label(), prediction.pValues(), prediction.votes(), probabilities);
    }

    /** The same with whether the input is out-of-distribution. */
    public PredictionSummary withOod(Optional<OodResult> ood) {
        return new PredictionSummary(label, pValues, votes, probabilities, ood);
    }

    /** The same with other probabilities, one per label. */
    PredictionSummary withProbabilities(double... probabilities) {
        return new PredictionSummary(
                label, pValues, votes, Arrays.stream(probabilities).boxed().toList(), ood);
    }

    /** Number of labels. */
    public int labels() {
        return probabilities.size();
    }

    /** The p-value of the label, in {@code [0, 1]}: the share of calibration examples that fit their label no better. */
    public double credibility() {
        return pValues.value(label);
    }

    /** 1 minus the largest p-value of the other labels, in {@code [0, 1]}: how clearly they are ruled out. */
    public double confidence() {
        return pValues.confidence(label);
    }

    /** Share of the neighbors over all layers that carry a label, in {@code [0, 1]}. */
    public double conformity(int label) {
        return votes.conformity(label);
    }

    /** The network's own probability of a label. */
    public double probability(int label) {
        return probabilities.get(label);
    }

    /** The label of the network's largest probability; the lowest such label. */
    public int networkLabel() {
        int largest = 0;
        for (int label = 1; label < labels(); label++) {
            if (probability(label) > probability(largest)) {
                largest = label;
            }
        }
        return largest;
    }
}
