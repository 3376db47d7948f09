package org.dknn.reliability;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.index.Neighbors;
import org.dknn.reliability.LabelAudit.LabelIssue;

/**
 * Search for reference examples whose neighbors indicate another label.
 *
 * <p>An example is left out of its own neighbors, so a class with one example is empty then, and the mean distance of one
 * with few says little: such classes are not judged. Equal examples are counted, since many of them are at distance 0 of
 * every label that they carry, and no distance tells these labels apart. Immutable.
 */
final class IssueSearch {

    /** Least number of examples of a class that is judged, unless the number of neighbors is smaller. */
    private static final int LEAST = 5;

    private final Dataset<?> reference;
    private final String nonconformity;
    private final boolean[] isJudged;
    private final boolean[] isProposed;

    IssueSearch(DeepKnn<?> dknn) {
        this.reference = dknn.reference();
        this.nonconformity = dknn.nonconformity().name();
        int[] sizes = new int[reference.labelSet().size()];
        for (int label : reference.labels()) {
            sizes[label]++;
        }
        int least = Math.min(LEAST, dknn.neighbors() + 1);
        this.isJudged = new boolean[sizes.length];
        this.isProposed = new boolean[sizes.length];
        for (int label = 0; label < sizes.length; label++) {
            isJudged[label] = sizes[label] >= least;
            // no example of it is left out
            isProposed[label] = sizes[label] >= least - 1;
        }
    }

    /** Whether the nonconformity of one example differs between labels. */
    boolean tellsLabelsApart(Prediction prediction, int ordinal) {
        double own = prediction.nonconformity(reference.label(ordinal));
        return IntStream.range(0, isJudged.length).anyMatch(other -> prediction.nonconformity(other) != own);
    }

    /** Judges one example, which is not among its own neighbors. */
    Optional<LabelIssue> issue(Prediction prediction, int ordinal) {
        return issue(prediction, ordinal, neighbor -> neighbor);
    }

    /**
     * Judges one example by a classifier of other ones.
     *
     * @param places ordinal here of each ordinal of the prediction
     */
    Optional<LabelIssue> issue(Prediction prediction, int ordinal, IntUnaryOperator places) {
        int label = reference.label(ordinal);
        if (!isJudged[label]) {
            return Optional.empty();
        }
        int[] equal = equal(prediction);
        int proposed = proposed(prediction, label, equal);
        double margin = prediction.nonconformity(label) - prediction.nonconformity(proposed);
        boolean isContradicted = equal[proposed] > equal[label] + 1;
        if (proposed == label || !(margin > 0 || isContradicted)) {
            return Optional.empty();
        }
        return Optional.of(new LabelIssue(
                ordinal,
                label,
                proposed,
                margin,
                prediction.conformity(label),
                equal[label],
                equal[proposed],
                SpeakingNeighbors.of(prediction, proposed, places)));
    }

    private int proposed(Prediction prediction, int label, int[] equal) {
        int most = label;
        int best = label;
        for (int other = 0; other < isJudged.length; other++) {
            if (isProposed[other]) {
                most = equal[other] > count(most, label, equal) ? other : most;
                best = prediction.nonconformity(other) < prediction.nonconformity(best) ? other : best;
            }
        }
        return most == label ? best : most;
    }

    /** Equal examples of a label, the example itself among those of its own. */
    private static int count(int label, int own, int[] equal) {
        return label == own ? equal[label] + 1 : equal[label];
    }

    /** By label, the number of examples at distance 0 in every layer. */
    private static int[] equal(Prediction prediction) {
        List<List<Neighbors>> layers = prediction.classNeighbors();
        return IntStream.range(0, layers.get(0).size())
                .map(label -> layers.stream()
                        .mapToInt(layer -> layer.get(label).rowsAt(0))
                        .min()
                        .orElse(0))
                .toArray();
    }

    /** Labels of the classes that are not judged. */
    List<Integer> unjudged() {
        return IntStream.range(0, isJudged.length)
                .filter(label -> !isJudged[label])
                .boxed()
                .toList();
    }

    /**
     * The issues of examples, the most suspect first, by their margins.
     *
     * @param tellsLabelsApart whether any example has another nonconformity by another label
     * @throws IllegalStateException if none has
     */
    List<LabelIssue> sorted(List<LabelIssue> issues, boolean tellsLabelsApart) {
        return sorted(issues, tellsLabelsApart, LabelIssue::margin);
    }

    /**
     * The same by another suspicion.
     *
     * @param suspicion larger for more suspect ones
     */
    List<LabelIssue> sorted(List<LabelIssue> issues, boolean tellsLabelsApart, ToDoubleFunction<LabelIssue> suspicion) {
        if (!tellsLabelsApart && isJudged.length > 1) {
            throw new IllegalStateException("an audit needs a nonconformity that differs between labels, got "
                    + nonconformity + "; use dknn.withNonconformity(Nonconformity.logRatio())");
        }
        return issues.stream()
                .sorted(Comparator.<LabelIssue>comparingInt(
                                issue -> issue.contradicted() ? issue.equalOwn() - issue.equalProposed() : 0)
                        .thenComparing(Comparator.comparingDouble(suspicion).reversed())
                        .thenComparing(LabelIssue::ordinal))
                .toList();
    }
}
