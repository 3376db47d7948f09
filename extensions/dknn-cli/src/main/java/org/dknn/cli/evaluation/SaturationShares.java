package org.dknn.cli.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.cli.page.Axis;
import org.dknn.cli.page.Chart;
import org.dknn.conformal.Nonconformity;
import org.dknn.reliability.Saturation;

/**
 * How often a nonconformity of the predicted label is the smallest that occurs, so that it has nothing more to say.
 *
 * @param kind name of the nonconformity
 * @param overLayers share of the predictions, over all layers together
 * @param byLayer the same in each layer
 */
public record SaturationShares(String kind, double overLayers, List<Double> byLayer) {

    /** Copies the list. */
    public SaturationShares {
        byLayer = List.copyOf(byLayer);
    }

    /**
     * Counts.
     *
     * @param kind fitted, if it takes something from data
     * @param predictions at least one
     */
    public static SaturationShares of(Nonconformity kind, List<Prediction> predictions) {
        int layers = predictions.get(0).statistics().layers().size();
        return new SaturationShares(
                kind.name(),
                share(predictions, prediction -> kind.of(prediction.statistics(), prediction.label())),
                IntStream.range(0, layers)
                        .mapToObj(layer -> share(
                                predictions,
                                prediction -> kind.ofLayer(prediction.statistics(), layer, prediction.label())))
                        .toList());
    }

    private static double share(List<Prediction> predictions, ToDoubleFunction<Prediction> score) {
        return Saturation.share(predictions.stream().mapToDouble(score).toArray());
    }

    /** Bars over all layers, one a kind. */
    public static Chart overLayers(String title, List<SaturationShares> kinds) {
        double[] shares =
                kinds.stream().mapToDouble(SaturationShares::overLayers).toArray();
        Axis places = Axis.named(
                "nonconformity", kinds.stream().map(SaturationShares::kind).toList());
        return new Chart(
                        title,
                        places,
                        Axis.upTo("share", Arrays.stream(shares).max().orElse(1) * 1.3))
                .bars("saturated", shares);
    }

    /** Bars by layer, of several kinds side by side. */
    public static Chart byLayer(String title, List<String> layers, List<SaturationShares> kinds) {
        double largest = kinds.stream()
                .flatMap(kind -> kind.byLayer.stream())
                .mapToDouble(share -> share)
                .max()
                .orElse(1);
        Chart chart = new Chart(title, Axis.named("layer", layers), Axis.upTo("share", largest * 1.3));
        for (int i = 0; i < kinds.size(); i++) {
            SaturationShares kind = kinds.get(i);
            chart.bars(
                    kind.kind,
                    kind.byLayer.stream().mapToDouble(share -> share).toArray(),
                    new Chart.Slot(i, kinds.size()));
        }
        return chart;
    }
}
