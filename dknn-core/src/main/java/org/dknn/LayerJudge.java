package org.dknn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.conformal.Nonconformity;
import org.dknn.conformal.PValueKind;
import org.dknn.conformal.PValues;

/**
 * Computes the p-values of each layer by itself. Predictions keep it, and so not the examples of a {@link ConformalJudge}.
 *
 * @param nonconformity fitted
 * @param calibrations one per layer
 */
record LayerJudge(Nonconformity nonconformity, List<Calibration> calibrations, PValueKind kind) {

    static LayerJudge of(DeepKnnConfig config, Nonconformity fitted, ScoredExamples calibrationScores) {
        int layers = calibrationScores.statistics(0).layers().size();
        List<Calibration> calibrations = IntStream.range(0, layers)
                .mapToObj(layer ->
                        calibrationScores.calibration(calibrationScores.layerScores(fitted, layer), config.groups()))
                .toList();
        return new LayerJudge(fitted, calibrations, config.pValueKind());
    }

    /** The p-values of all labels, per layer. */
    List<PValues> pValues(NeighborStatistics statistics, double theta) {
        return IntStream.range(0, calibrations.size())
                .mapToObj(layer -> pValues(statistics, layer, theta))
                .toList();
    }

    private PValues pValues(NeighborStatistics statistics, int layer, double theta) {
        double[] scores = new double[statistics.classes()];
        Arrays.setAll(scores, label -> nonconformity.ofLayer(statistics, layer, label));
        return calibrations.get(layer).pValues(scores, kind, theta);
    }
}
