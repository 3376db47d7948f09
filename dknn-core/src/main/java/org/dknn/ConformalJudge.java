package org.dknn;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.LayerStatistics;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.conformal.Nonconformity;
import org.dknn.conformal.PValueKind;
import org.dknn.conformal.PValues;

/**
 * Computes p-values and a label from neighbor statistics.
 *
 * @param calibrationScores held-out examples that labels are compared with
 * @param typical reference examples from which nonconformities take typical distances
 * @param nonconformity fitted
 * @param calibration of all layers together
 * @param layers judge of each layer by itself
 * @param ood calibration of the OOD score
 */
record ConformalJudge(
        DeepKnnConfig config,
        ScoredExamples calibrationScores,
        ScoredExamples typical,
        Nonconformity nonconformity,
        Calibration calibration,
        LayerJudge layers,
        OodCalibration ood) {

    static ConformalJudge of(DeepKnnConfig config, ScoredExamples calibrationScores, ScoredExamples typical) {
        Nonconformity fitted = config.nonconformity().fittedTo(typical.statistics(), typical.labels());
        if (calibrationScores.size() == 0) {
            throw new IllegalArgumentException("calibration needs at least one held-out example, got none");
        }
        return new ConformalJudge(
                config,
                calibrationScores,
                typical,
                fitted,
                calibrationScores.calibration(calibrationScores.scores(fitted), config.groups()),
                LayerJudge.of(config, fitted, calibrationScores),
                OodCalibration.of(calibrationScores, typical));
    }

    /**
     * Predicts one input.
     *
     * @param inputText the input as text; read only if a draw is made
     */
    Prediction judge(NeighborSearch.Found found, Supplier<String> inputText) {
        double theta = theta(inputText);
        NeighborStatistics statistics = found.statistics();
        double[] scores = new double[statistics.classes()];
        Arrays.setAll(scores, label -> nonconformity.of(statistics, label));
        PValues pValues = calibration.pValues(scores, config.pValueKind(), theta);
        // predictions keep the judge of layers alone, not the examples
        LayerJudge byLayer = layers;
        return new Prediction(
                found, scores, () -> pValues, () -> byLayer.pValues(statistics, theta), label(scores, statistics));
    }

    /** See {@link Prediction#label}. P-values have no say: those of small groups of calibration examples are never small. */
    private static int label(double[] scores, NeighborStatistics statistics) {
        int label = 0;
        for (int other = 1; other < scores.length; other++) {
            if (isBetter(other, label, scores, statistics)) {
                label = other;
            }
        }
        return label;
    }

    private static boolean isBetter(int other, int label, double[] scores, NeighborStatistics statistics) {
        if (scores[other] != scores[label]) {
            return scores[other] < scores[label];
        }
        if (statistics.votes().count(other) != statistics.votes().count(label)) {
            return statistics.votes().count(other) > statistics.votes().count(label);
        }
        return summedDistance(statistics, other) < summedDistance(statistics, label);
    }

    /** Sum of the distances of all neighbors with a label, over all layers. */
    private static double summedDistance(NeighborStatistics statistics, int label) {
        double sum = 0;
        for (LayerStatistics layer : statistics.layers()) {
            for (int rank = 0; rank < layer.k(); rank++) {
                sum += layer.label(rank) == label ? layer.distance(rank) : 0;
            }
        }
        return sum;
    }

    /**
     * A draw from {@code (0, 1]} that depends on the seed and the input alone, so an input always gets the same draw.
     */
    private double theta(Supplier<String> inputText) {
        if (config.pValueKind() != PValueKind.SMOOTHED) {
            return 1;
        }
        return 1
                - new SplittableRandom(config.seed() * 0x9E3779B97F4A7C15L
                                + inputText.get().hashCode())
                        .nextDouble();
    }
}
