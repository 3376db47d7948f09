package org.dknn.cli.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
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
        page.say("Of all combinations of layers and k in " + neighbors()
                        + ", those with the smallest area under the risk-coverage curve of the margin: the second"
                        + " smallest nonconformity minus the smallest.")
                .table(byKind())
                .table(byNeighbors());
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
                        Figures.small(ownArea(best.nonconformity()))));
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

    /** By the model's own k and layers. */
    private double ownArea(String kind) {
        return best(study.scores().stream()
                        .filter(score -> score.nonconformity().equals(kind)
                                && score.k() == dknn.neighbors()
                                && score.layers().equals(dknn.layers())))
                .riskCoverageArea();
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
