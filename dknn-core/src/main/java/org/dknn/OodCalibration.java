package org.dknn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.conformal.Nonconformity;
import org.dknn.conformal.PValueKind;
import org.dknn.ood.OodResult;

/**
 * Calibration of the distances of held-out inputs from the reference examples, over all layers and per layer.
 *
 * @param distance of the k-th neighbor, in units of each layer's typical distance
 * @param all calibration of its sum over the layers
 * @param layers calibration of each layer by itself
 */
record OodCalibration(Nonconformity distance, Calibration all, List<Calibration> layers) {

    static OodCalibration of(ScoredExamples calibrationScores, ScoredExamples typical) {
        Nonconformity distance = Nonconformity.kthDistance().fittedTo(typical.statistics(), typical.labels());
        List<Calibration> layers = IntStream.range(
                        0, calibrationScores.statistics(0).layers().size())
                .mapToObj(layer -> Calibration.copyOf(calibrationScores.layerScores(distance, layer)))
                .toList();
        return new OodCalibration(distance, Calibration.copyOf(calibrationScores.scores(distance)), layers);
    }

    OodResult of(NeighborStatistics statistics, List<String> names, double errorRate) {
        List<OodResult.Layer> found = new ArrayList<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            double pValue = layers.get(layer).pValue(distance.ofLayer(statistics, layer, 0), PValueKind.CONFORMAL, 1);
            double kth = statistics.layers().get(layer).kthDistance();
            found.add(new OodResult.Layer(names.get(layer), kth, pValue, pValue > errorRate));
        }
        double pValue = all.pValue(distance.of(statistics, 0), PValueKind.CONFORMAL, 1);
        return new OodResult(pValue > errorRate, pValue, found);
    }

    /** Smoothed p-value of the sum over the layers. */
    double smoothed(NeighborStatistics statistics, double draw) {
        return all.pValue(distance.of(statistics, 0), PValueKind.SMOOTHED, draw);
    }
}
