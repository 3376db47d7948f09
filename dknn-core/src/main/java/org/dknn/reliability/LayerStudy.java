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
 * Helps to choose layers and the number of neighbors: scores each layer alone and in combination, for each nonconformity and
 * each k, on held-out examples. Immutable.
 *
 * <p>All of it is read off one search: the k nearest are among the nearest found, of each class too, so a smaller k gives
 * exactly what a classifier fitted with it would find. Only typical distances, which some kinds divide by, are taken from the
 * held-out examples, where such a classifier takes them from its reference examples.
 *
 * <p>The best of many choices looks better than it is: judge the one you take on other examples.
 *
 * @param scores one a choice
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
     * Studies a classifier with all kinds of nonconformity that tell labels apart.
     *
     * @param dknn with all layers that may count and the largest k
     * @param heldOut neither trained on nor among the calibration examples; at least one
     * @param neighbors numbers to try, each in {@code 1..k} of the classifier; that k if none is given
     */
    public static <I> LayerStudy of(DeepKnn<I> dknn, Dataset<I> heldOut, int... neighbors) {
        List<Prediction> predictions = dknn.predictAll(heldOut.inputs());
        Checks.sameSize(predictions.size(), heldOut.size(), "a label");
        List<LayerScore> scores = new ArrayList<>();
        for (int k : neighbors.length == 0 ? new int[] {dknn.neighbors()} : neighbors) {
            if (k < 1 || k > dknn.neighbors()) {
                throw new IllegalArgumentException("numbers of neighbors to try must be in 1.." + dknn.neighbors()
                        + ", the classifier's own, got " + k);
            }
            List<NeighborStatistics> evidence = predictions.stream()
                    .map(prediction -> FewerNeighbors.evidence(prediction, k))
                    .toList();
            scores.addAll(scores(evidence, heldOut.labels(), k, dknn.layers()));
        }
        return new LayerStudy(scores);
    }

    private static List<LayerScore> scores(List<NeighborStatistics> evidence, int[] labels, int k, List<String> names) {
        List<LayerScore> scores = new ArrayList<>();
        for (List<Integer> subset : LayerSubsets.of(names.size())) {
            List<NeighborStatistics> chosen = evidence.stream()
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

    /** All but the distance of the k-th neighbor, which is the same for all labels, and the last layer, which is a subset. */
    private static List<Nonconformity> kinds() {
        return Nonconformity.all().stream()
                .filter(kind -> !kind.name().equals(Nonconformity.kthDistance().name()))
                .filter(kind ->
                        !kind.name().equals(Nonconformity.lastLayerCount().name()))
                .toList();
    }

    private static LayerScore score(
            Nonconformity kind, List<NeighborStatistics> evidence, int[] labels, Choice choice) {
        double[] leads = new double[labels.length];
        boolean[] right = new boolean[labels.length];
        double[] least = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int label = SelectionScore.leastStrange(kind, evidence.get(i));
            leads[i] = SelectionScore.lead(kind, evidence.get(i));
            right[i] = label == labels[i];
            least[i] = kind.of(evidence.get(i), label);
        }
        SelectivePredictions answers = SelectivePredictions.of(leads, right);
        return new LayerScore(
                kind.name(),
                choice.k(),
                choice.layers(),
                answers.accuracy(),
                Saturation.share(least),
                RiskCoverage.of(answers).area());
    }

    /** The choice with the smallest area under its risk-coverage curve; of equals fewer layers, then fewer neighbors. */
    public LayerScore proposed() {
        return proposed(scores).orElseThrow();
    }

    /** The same among the choices of one nonconformity; none if its name is not in the study. */
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

    /** All scores as a table in Markdown, and what is proposed. */
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

    /** Names of layers are the user's; a bar would end the cell. */
    private static String escaped(List<String> layers) {
        return layers.stream()
                .map(name -> name.replace("\\", "\\\\").replace("|", "\\|").replaceAll("\\R", " "))
                .collect(Collectors.joining(" + "));
    }
}
