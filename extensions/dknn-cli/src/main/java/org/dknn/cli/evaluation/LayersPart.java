package org.dknn.cli.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
import org.dknn.cli.page.Axis;
import org.dknn.cli.page.Chart;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.reliability.LayerStudy;
import org.dknn.reliability.LayerStudy.LayerScore;

/**
 * Which layers and how many neighbors serve best.
 *
 * @param dknn the model
 * @param study of its layers
 */
record LayersPart(DeepKnn<List<String>> dknn, LayerStudy study) {

    void addTo(Page page) {
        page.heading("Layers that serve best")
                .say("Of all combinations of layers and k in " + neighbors()
                        + ", those with the smallest area under the risk-coverage curve of the margin: the second"
                        + " smallest nonconformity minus the smallest.")
                .table(byKind())
                .table(byNeighbors());
        if (neighbors().size() > 1) {
            page.picture(areaByNeighbors());
        }
        page.picture(areaByLayer());
    }

    /** The layers and the k that are best for each nonconformity, the best of all first. */
    private Table byKind() {
        String own = "area, all layers and k = " + dknn.neighbors();
        Table table = new Table("nonconformity", "layers", "k", "accuracy", "area under risk-coverage", own);
        kinds().stream()
                .map(study::proposed)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingDouble(LayerScore::riskCoverageArea))
                .forEach(best -> table.row(
                        best.nonconformity(),
                        String.join(" + ", best.layers()),
                        String.valueOf(best.k()),
                        Figures.share(best.accuracy()),
                        Figures.small(best.riskCoverageArea()),
                        Figures.small(area(best.nonconformity(), dknn.layers()))));
        return table;
    }

    private Table byNeighbors() {
        Table table = new Table("k", "nonconformity", "layers", "accuracy", "area under risk-coverage");
        for (int k : neighbors()) {
            LayerScore best = best(study.scores().stream().filter(score -> score.k() == k));
            table.row(
                    String.valueOf(k),
                    best.nonconformity(),
                    String.join(" + ", best.layers()),
                    Figures.share(best.accuracy()),
                    Figures.small(best.riskCoverageArea()));
        }
        return table;
    }

    private Chart areaByNeighbors() {
        double[] places = neighbors().stream().mapToDouble(k -> k).toArray();
        List<double[]> areas = kinds().stream().map(this::areasByNeighbors).toList();
        double low = areas.stream().flatMapToDouble(Arrays::stream).min().orElse(0);
        double high = areas.stream().flatMapToDouble(Arrays::stream).max().orElse(1);
        double room = Math.max(high - low, 1e-4); // above the lines, for the legend
        Chart chart = new Chart(
                "area by k, best layers",
                Axis.upTo("k", places[places.length - 1]),
                Axis.between("area under risk-coverage", low, high + room));
        for (int i = 0; i < areas.size(); i++) {
            chart.line(kinds().get(i), places, areas.get(i));
        }
        return chart;
    }

    private double[] areasByNeighbors(String kind) {
        return neighbors().stream()
                .map(k -> best(of(kind).filter(score -> score.k() == k)))
                .mapToDouble(LayerScore::riskCoverageArea)
                .toArray();
    }

    private Chart areaByLayer() {
        List<String> kinds = kinds();
        List<double[]> areas = kinds.stream()
                .map(kind -> dknn.layers().stream()
                        .mapToDouble(layer -> area(kind, List.of(layer)))
                        .toArray())
                .toList();
        double largest = areas.stream().flatMapToDouble(Arrays::stream).max().orElse(1);
        Chart chart = new Chart(
                "area of one layer, k = " + dknn.neighbors(),
                Axis.named("layer", dknn.layers()),
                Axis.upTo("area under risk-coverage", 1.7 * largest));
        for (int i = 0; i < kinds.size(); i++) {
            chart.bars(kinds.get(i), areas.get(i), new Chart.Slot(i, kinds.size()));
        }
        return chart;
    }

    /** By the model's own k. */
    private double area(String kind, List<String> layers) {
        return best(of(kind).filter(score ->
                        score.k() == dknn.neighbors() && score.layers().equals(layers)))
                .riskCoverageArea();
    }

    private Stream<LayerScore> of(String kind) {
        return study.scores().stream().filter(score -> score.nonconformity().equals(kind));
    }

    private static LayerScore best(Stream<LayerScore> scores) {
        return scores.min(Comparator.comparingDouble(LayerScore::riskCoverageArea)
                        .thenComparing(score -> score.layers().size()))
                .orElseThrow();
    }

    private List<String> kinds() {
        return study.scores().stream().map(LayerScore::nonconformity).distinct().toList();
    }

    private List<Integer> neighbors() {
        return study.scores().stream().map(LayerScore::k).distinct().sorted().toList();
    }
}
