package org.dknn.reliability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.conformal.Nonconformity;

/**
 * Study of layers and numbers of neighbors: scores of each layer, alone and in combination, for each nonconformity and
 * each k, on held-out examples. Immutable.
 *
 * <p>All scores come from one search: the neighbors for a smaller k are among those found, also per class, so the
 * results equal those of a classifier fitted with that k. Only the typical distances, by which some kinds divide, are
 * taken from the held-out examples, while a classifier takes them from its reference examples.
 *
 * <p>The best of many choices is overestimated: evaluate the selected one on other examples.
 *
 * @param scores one per choice
 */
public record LayerStudy(List<LayerScore> scores) {

    /** Copies the list. */
    public LayerStudy {
        scores = List.copyOf(scores);
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("a study needs at least one score, got none");
        }
    }

    /**
     * Studies a classifier with all kinds of nonconformity that differ between labels.
     *
     * @param dknn with all candidate layers and the largest k
     * @param heldOut examples that are neither training nor calibration examples; at least one
     * @param neighbors numbers of neighbors to try, each in {@code 1..k} of the classifier. Default: that k
     * @throws IllegalArgumentException if the classes differ, there is no example, or a number is out of range
     */
    public static <I> LayerStudy of(DeepKnn<I> dknn, Dataset<I> heldOut, int... neighbors) {
        heldOut.requireClasses(dknn.labelSet());
        return of(dknn, heldOut, dknn.predictAll(heldOut.inputs()), neighbors);
    }

    /**
     * Studies a classifier by predictions that are there already; searches for nothing.
     *
     * @param predictions of the examples, by the classifier, in their order
     * @throws IllegalArgumentException as {@link #of(DeepKnn, Dataset, int...)}, or if there is not one prediction per example
     */
    public static <I> LayerStudy of(
            DeepKnn<I> dknn, Dataset<I> heldOut, List<Prediction> predictions, int... neighbors) {
        heldOut.requireClasses(dknn.labelSet());
        Checks.sameSize(heldOut.size(), predictions.size(), "a prediction");
        List<LayerScore> scores = new ArrayList<>();
        for (int k : neighbors.length == 0 ? new int[] {dknn.neighbors()} : neighbors) {
            if (k < 1 || k > dknn.neighbors()) {
                throw new IllegalArgumentException("numbers of neighbors to try must be in 1.." + dknn.neighbors()
                        + ", the classifier's own, got " + k);
            }
            List<NeighborStatistics> statistics = predictions.stream()
                    .map(prediction -> FewerNeighbors.statistics(prediction, k))
                    .toList();
            scores.addAll(scores(statistics, heldOut.labels(), k, dknn.layers()));
        }
        return new LayerStudy(scores);
    }

    private static List<LayerScore> scores(
            List<NeighborStatistics> statistics, int[] labels, int k, List<String> names) {
        List<LayerScore> scores = new ArrayList<>();
        for (List<Integer> subset : LayerSubsets.of(names.size())) {
            List<NeighborStatistics> chosen = statistics.stream()
                    .map(all -> NeighborStatistics.of(
                            subset.stream().map(all.layers()::get).toList()))
                    .toList();
            List<String> layers = subset.stream().map(names::get).toList();
            for (Nonconformity kind : kinds()) {
                scores.add(score(kind.fittedTo(chosen, labels), chosen, labels, new Choice(k, layers)));
            }
        }
        return scores;
    }

    private record Choice(int k, List<String> layers) {}

    /**
     * All kinds except the k-th distance, which is the same for all labels, and the last-layer count, which is a subset
     * of layers.
     */
    private static List<Nonconformity> kinds() {
        return Nonconformity.all().stream()
                .filter(Nonconformity::tellsLabelsApart)
                .filter(kind ->
                        !kind.name().equals(Nonconformity.lastLayerCount().name()))
                .toList();
    }

    private static LayerScore score(
            Nonconformity kind, List<NeighborStatistics> statistics, int[] labels, Choice choice) {
        double[] margins = new double[labels.length];
        boolean[] right = new boolean[labels.length];
        double[] least = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int label = SelectionScore.mostConforming(kind, statistics.get(i));
            margins[i] = SelectionScore.margin(kind, statistics.get(i));
            right[i] = label == labels[i];
            least[i] = kind.of(statistics.get(i), label);
        }
        SelectivePredictions predictions = SelectivePredictions.of(margins, right);
        return new LayerScore(
                kind.name(),
                choice.k(),
                choice.layers(),
                predictions.accuracy(),
                Saturation.share(least),
                RiskCoverage.of(predictions).area());
    }

    /**
     * The choice with the smallest area under its risk-coverage curve; ties are broken by fewer layers, then by fewer
     * neighbors.
     */
    public LayerScore proposed() {
        return proposed(scores).orElseThrow();
    }

    /** The same among the choices of one nonconformity; empty if the study has none of this name. */
    public Optional<LayerScore> proposed(String nonconformity) {
        return proposed(scores.stream()
                .filter(score -> score.nonconformity().equals(nonconformity))
                .toList());
    }

    private static Optional<LayerScore> proposed(List<LayerScore> among) {
        return among.stream()
                .min(Comparator.comparingDouble(LayerScore::riskCoverageArea)
                        .thenComparing(score -> score.layers().size())
                        .thenComparing(LayerScore::k));
    }

    /** All scores as a table in Markdown, with the proposed choice. */
    public String markdown() {
        StringBuilder table = new StringBuilder("""
            | nonconformity | k | layers | accuracy | saturated | area under risk-coverage |
            |---|---:|---|---:|---:|---:|
            """);
        scores.forEach(score -> table.append(row(score)).append('\n'));
        LayerScore best = proposed();
        return table.append("\nProposed: ")
                .append(best.nonconformity())
                .append(" over ")
                .append(escaped(best.layers()))
                .append(" with k = ")
                .append(best.k())
                .append(".\n")
                .toString();
    }

    private static String row(LayerScore score) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %.4f | %.4f | %.5f |",
                score.nonconformity(),
                score.k(),
                escaped(score.layers()),
                score.accuracy(),
                score.saturation(),
                score.riskCoverageArea());
    }

    /** Escapes the user's names of layers, in which a bar would end the cell. */
    private static String escaped(List<String> layers) {
        return layers.stream()
                .map(name -> name.replace("\\", "\\\\").replace("|", "\\|").replaceAll("\\R", " "))
                .collect(Collectors.joining(" + "));
    }

    /**
     * Quality of a choice of layers, neighbors and nonconformity on held-out examples.
     *
     * @param nonconformity name of the kind
     * @param k number of neighbors per layer
     * @param layers names of the selected layers
     * @param accuracy share of examples whose label of smallest nonconformity is the true label
     * @param saturation share of examples whose smallest nonconformity equals the smallest of all examples, beyond which
     *     the choice does not distinguish; one example's share if no two are equal
     * @param riskCoverageArea area under the risk-coverage curve of the margin of that label; smaller is better
     */
    public record LayerScore(
            String nonconformity,
            int k,
            List<String> layers,
            double accuracy,
            double saturation,
            double riskCoverageArea) {

        /** Copies the list. */
        public LayerScore {
            layers = List.copyOf(layers);
        }
    }
}
