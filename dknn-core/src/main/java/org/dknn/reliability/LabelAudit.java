package org.dknn.reliability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.index.Neighbors;

/**
 * What is odd about the reference examples, judged by their own neighbors: labels that look wrong, examples that vote on
 * everything, and examples that are there twice. Immutable.
 *
 * <p>A network has often learned a wrong label by heart, and then puts the example among those of that label: the earlier
 * layers, and a network that was not trained to the end, find more. Labels are those that the examples vote with: with {@code
 * ReferenceLabels.PREDICTED} the network's, which says nothing about the given ones.
 *
 * @param suspects examples whose neighbors speak for another label, the most suspect first; of equals the lower ordinal
 * @param hubs how often each is a neighbor
 * @param duplicates pairs that are near in every layer, the nearest first; of equals those of lower ordinals
 */
public record LabelAudit(List<LabelIssue> suspects, Hubs hubs, List<NearDuplicate> duplicates) {

    /** Examples nearer than this share of the typical distance of the nearest neighbor, in each layer, are duplicates. */
    public static final double USUAL_CLOSENESS = 0.05;

    /** Copies the lists. */
    public LabelAudit {
        suspects = List.copyOf(suspects);
        duplicates = List.copyOf(duplicates);
    }

    /**
     * Audits the reference examples of a classifier by its own nonconformity; takes about as long as predicting them.
     *
     * @throws IllegalStateException if there is only one reference example
     */
    public static LabelAudit of(DeepKnn<?> dknn) {
        return of(dknn, USUAL_CLOSENESS);
    }

    /**
     * Audits with another idea of what is near.
     *
     * @param closeness share of the typical distance of the nearest neighbor below which two examples are duplicates, in
     *     {@code [0, 1)}; 0 finds those alone that the network sees as the same. Typical is the median of the distances above
     *     0. Of an example with more than ten duplicates only ten are found
     * @throws IllegalStateException if there is only one reference example
     */
    public static LabelAudit of(DeepKnn<?> dknn, double closeness) {
        if (!(closeness >= 0 && closeness < 1)) {
            throw new IllegalArgumentException("the closeness must be in [0, 1), got " + closeness);
        }
        List<LabelIssue> suspects = new ArrayList<>();
        int size = dknn.reference().size();
        int[] occurrences = new int[size];
        DuplicateSearch duplicates = new DuplicateSearch(dknn.layers().size(), size);
        dknn.predictReference((prediction, ordinal) -> {
            addIfSuspect(prediction, ordinal, dknn.reference().label(ordinal), suspects);
            for (Neighbors neighbors : prediction.neighbors()) {
                count(neighbors, occurrences);
            }
            duplicates.add(prediction, ordinal);
        });
        suspects.sort(
                Comparator.comparingDouble(LabelIssue::suspicion).reversed().thenComparing(LabelIssue::ordinal));
        return new LabelAudit(
                suspects,
                new Hubs(occurrences),
                duplicates.within(closeness, dknn.reference().labels()));
    }

    private static void addIfSuspect(Prediction prediction, int ordinal, int label, List<LabelIssue> suspects) {
        int proposed = 0;
        for (int other = 1; other < prediction.votes().labels(); other++) {
            proposed = prediction.nonconformity(other) < prediction.nonconformity(proposed) ? other : proposed;
        }
        double suspicion = prediction.nonconformity(label) - prediction.nonconformity(proposed);
        if (suspicion > 0) {
            suspects.add(new LabelIssue(ordinal, label, proposed, suspicion, prediction.conformity(label)));
        }
    }

    private static void count(Neighbors neighbors, int[] occurrences) {
        for (int rank = 0; rank < neighbors.size(); rank++) {
            occurrences[neighbors.ordinal(rank)]++;
        }
    }
}
