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
 * How far held-out inputs are from the reference examples, over all layers and in each.
 *
 * @param distance in units of what is typical of each layer
 * @param all of the sum over the layers
 * @param layers of each
 */
record OodCalibration(Nonconformity distance, Calibration all, List<Calibration> layers) {

    static OodCalibration of(ScoredExamples heldOut, ScoredExamples typical) {
        Nonconformity distance = Nonconformity.kthDistance().fittedTo(typical.evidence(), typical.labels());
        List<Calibration> layers = IntStream.range(
                        0, heldOut.evidence(0).layers().size())
                .mapToObj(layer -> Calibration.copyOf(heldOut.layerScores(distance, layer)))
                .toList();
        return new OodCalibration(distance, Calibration.copyOf(heldOut.scores(distance)), layers);
    }

    OodResult of(NeighborStatistics evidence, List<String> names, double errorRate) {
        List<OodResult.Layer> found = new ArrayList<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            double pValue = layers.get(layer).pValue(distance.ofLayer(evidence, layer, 0), PValueKind.CONFORMAL, 1);
            double kth = evidence.layers().get(layer).kthDistance();
            found.add(new OodResult.Layer(names.get(layer), kth, pValue, pValue > errorRate));
        }
        double pValue = all.pValue(distance.of(evidence, 0), PValueKind.CONFORMAL, 1);
        return new OodResult(pValue > errorRate, pValue, found);
    }
}
