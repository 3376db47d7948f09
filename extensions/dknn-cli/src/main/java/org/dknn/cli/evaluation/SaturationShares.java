package org.dknn.cli.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.cli.page.Axis;
import org.dknn.cli.page.Chart;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.conformal.Nonconformity;
import org.dknn.reliability.Saturation;

/**
 * How often a nonconformity of the predicted label is the smallest that occurs, so that it cannot rank these predictions.
 *
 * @param kind name of the nonconformity
 * @param overLayers share of the predictions, over all layers together
 * @param byLayer the same per layer
 */
public record SaturationShares(String kind, double overLayers, List<Double> byLayer) {

    private static final List<String> SHOWN = List.of(
            Nonconformity.count().name(),
            Nonconformity.weightedVotes().name(),
            Nonconformity.logRatio().name());

    /** Copies the list. */
    public SaturationShares {
        byLayer = List.copyOf(byLayer);
    }

    /**
     * The shares of one nonconformity.
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

    /** Bars per layer, of several nonconformities side by side. */
    public static Chart byLayer(String title, List<String> layers, List<SaturationShares> kinds) {
        double largest = kinds.stream()
                .flatMap(kind -> kind.byLayer.stream())
                .max(Double::compare)
                .orElse(1.0);
        Chart chart = new Chart(title, Axis.named("layer", layers), Axis.upTo("share", largest * 1.3));
        for (int i = 0; i < kinds.size(); i++) {
            double[] shares =
                    kinds.get(i).byLayer.stream().mapToDouble(share -> share).toArray();
            chart.bars(kinds.get(i).kind, shares, new Chart.Slot(i, kinds.size()));
        }
        return chart;
    }

    static void addTo(Page page, JudgedTexts judged) {
        List<SaturationShares> kinds = Nonconformity.all().stream()
                .filter(Nonconformity::tellsLabelsApart)
                .map(kind -> of(judged.dknn().fitted(kind), judged.predictions()))
                .toList();
        List<SaturationShares> shown =
                kinds.stream().filter(kind -> SHOWN.contains(kind.kind)).toList();
        List<String> layers = judged.dknn().layers();
        page.say("Share of the texts whose predicted label has the smallest nonconformity that occurs, over all"
                        + " layers and per layer. Where it is large, the nonconformity cannot rank answers.")
                .table(table(layers, kinds))
                .picture(byLayer("saturation by layer", layers, shown));
    }

    private static Table table(List<String> layers, List<SaturationShares> kinds) {
        List<String> columns = new ArrayList<>(List.of("nonconformity", "over all layers"));
        columns.addAll(layers);
        Table table = new Table(columns.toArray(String[]::new));
        for (SaturationShares kind : kinds) {
            List<String> cells = new ArrayList<>(List.of(kind.kind(), Figures.percent(kind.overLayers())));
            kind.byLayer().forEach(share -> cells.add(Figures.percent(share)));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }
}
