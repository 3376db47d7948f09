package org.dknn;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.LayerStatistics;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.conformal.Nonconformity;
import org.dknn.conformal.PValueKind;
import org.dknn.conformal.PValues;

/**
 * Turns evidence into p-values and a label.
 *
 * @param heldOut what it judges against
 * @param typical evidence of reference examples, which nonconformities take typical distances from
 * @param nonconformity fitted
 * @param calibration of all layers together
 * @param layerCalibrations of each layer by itself
 * @param support tells inputs like the reference examples from others
 */
record ConformalJudge(
        DeepKnnConfig settings,
        ScoredExamples heldOut,
        ScoredExamples typical,
        Nonconformity nonconformity,
        Calibration calibration,
        List<Calibration> layerCalibrations,
        OodCalibration support) {

    static ConformalJudge of(DeepKnnConfig settings, ScoredExamples heldOut, ScoredExamples typical) {
        Nonconformity fitted = settings.nonconformity().fittedTo(typical.evidence(), typical.labels());
        if (heldOut.size() == 0) {
            throw new IllegalArgumentException("calibration needs at least one held-out example, got none");
        }
        List<Calibration> layers = IntStream.range(
                        0, heldOut.evidence(0).layers().size())
                .mapToObj(layer -> calibration(heldOut.layerScores(fitted, layer), heldOut, settings.groups()))
                .toList();
        return new ConformalJudge(
                settings,
                heldOut,
                typical,
                fitted,
                calibration(heldOut.scores(fitted), heldOut, settings.groups()),
                layers,
                OodCalibration.of(heldOut, typical));
    }

    private static Calibration calibration(double[] scores, ScoredExamples heldOut, CalibrationGroups groups) {
        return groups == CalibrationGroups.MARGINAL
                ? Calibration.copyOf(scores)
                : Calibration.byClass(scores, heldOut.labels(), heldOut.classes());
    }

    /**
     * Judges one input.
     *
     * @param inputText the input as text; asked for only where a draw is made
     */
    Prediction judge(NeighborSearch.Found found, Supplier<String> inputText) {
        double theta = theta(inputText);
        NeighborStatistics evidence = found.evidence();
        double[] scores = new double[evidence.classes()];
        Arrays.setAll(scores, label -> nonconformity.of(evidence, label));
        PValues pValues = calibration.pValues(scores, settings.pValueKind(), theta);
        List<PValues> layers = IntStream.range(0, layerCalibrations.size())
                .mapToObj(layer -> layerPValues(evidence, layer, theta))
                .toList();
        return new Prediction(found, scores, pValues, layers, label(scores, pValues, evidence));
    }

    private PValues layerPValues(NeighborStatistics evidence, int layer, double theta) {
        double[] scores = new double[evidence.classes()];
        Arrays.setAll(scores, label -> nonconformity.ofLayer(evidence, layer, label));
        return layerCalibrations.get(layer).pValues(scores, settings.pValueKind(), theta);
    }

    private static int label(double[] scores, PValues pValues, NeighborStatistics evidence) {
        int label = 0;
        for (int other = 1; other < scores.length; other++) {
            if (isBetter(other, label, scores, pValues, evidence)) {
                label = other;
            }
        }
        return label;
    }

    private static boolean isBetter(
            int other, int label, double[] scores, PValues pValues, NeighborStatistics evidence) {
        if (pValues.value(other) != pValues.value(label)) {
            return pValues.value(other) > pValues.value(label);
        }
        if (scores[other] != scores[label]) {
            return scores[other] < scores[label];
        }
        if (evidence.votes().count(other) != evidence.votes().count(label)) {
            return evidence.votes().count(other) > evidence.votes().count(label);
        }
        return summedDistance(evidence, other) < summedDistance(evidence, label);
    }

    /** Sum of the distances of all neighbors with a label, over all layers. */
    private static double summedDistance(NeighborStatistics evidence, int label) {
        double sum = 0;
        for (LayerStatistics layer : evidence.layers()) {
            for (int rank = 0; rank < layer.k(); rank++) {
                sum += layer.label(rank) == label ? layer.distance(rank) : 0;
            }
        }
        return sum;
    }

    /** A draw from {@code (0, 1]} that depends on the seed and the input alone, so the same input always gets the same one. */
    private double theta(Supplier<String> inputText) {
        if (settings.pValueKind() != PValueKind.SMOOTHED) {
            return 1;
        }
        return 1
                - new SplittableRandom(settings.seed() * 0x9E3779B97F4A7C15L
                                + inputText.get().hashCode())
                        .nextDouble();
    }
}
