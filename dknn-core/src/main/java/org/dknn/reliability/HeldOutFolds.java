package org.dknn.reliability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.reliability.LabelAudit.Folds;
import org.dknn.reliability.LabelAudit.LabelIssue;

/**
 * Examples in parts, each judged by a classifier of the other parts, which has not memorized their labels. They are ordered by its margins
 * and those of a classifier that has learned all labels, added up, since the two err at other examples.
 *
 * @param listener receives the number of judged examples
 * @param fit makes a classifier of some examples, in their order
 */
record HeldOutFolds<I>(
        Dataset<I> examples, Folds folds, ProgressListener listener, Function<Dataset<I>, DeepKnn<I>> fit) {

    HeldOutFolds {
        if (folds.count() > examples.size()) {
            throw new IllegalArgumentException("folds must be in 2.." + examples.size() + ", got " + folds.count());
        }
    }

    /**
     * Judges all examples, fold by fold; the most suspect first, by both classifiers.
     *
     * @param learned margins of all examples by the classifier that has learned them
     */
    List<LabelIssue> judge(IssueSearch search, LabelMargins learned) {
        List<LabelIssue> issues = new ArrayList<>();
        LabelMargins unseen = new LabelMargins(examples);
        boolean tellsLabelsApart = false;
        int judged = 0;
        int[] folds = drawn();
        for (int fold = 0; fold < this.folds.count(); fold++) {
            int current = fold;
            int[] inside = ordinals(ordinal -> folds[ordinal] == current);
            int[] outside = ordinals(ordinal -> folds[ordinal] != current);
            List<Prediction> found = found(inside, outside);
            for (int i = 0; i < inside.length; i++) {
                search.issue(found.get(i), inside[i], ordinal -> outside[ordinal])
                        .ifPresent(issues::add);
                tellsLabelsApart |= search.tellsLabelsApart(found.get(i), inside[i]);
                unseen.add(found.get(i), inside[i]);
            }
            judged += inside.length;
            listener.onProgress("held-out examples", judged, examples.size());
        }
        return search.sorted(
                issues, tellsLabelsApart, issue -> unseen.inUnits(issue.ordinal()) + learned.inUnits(issue.ordinal()));
    }

    private List<Prediction> found(int[] inside, int[] outside) {
        try (DeepKnn<I> others = fit.apply(examples.select(outside))) {
            requireOthers(others, outside.length);
            return others.predictAll(examples.select(inside).inputs());
        }
    }

    /** Fold of each example; sizes differ by one at most. */
    private int[] drawn() {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, examples.size()).boxed().toList());
        Collections.shuffle(order, new Random(this.folds.seed()));
        int[] folds = new int[order.size()];
        for (int i = 0; i < folds.length; i++) {
            folds[order.get(i)] = i % this.folds.count();
        }
        return folds;
    }

    private int[] ordinals(IntPredicate wanted) {
        return IntStream.range(0, examples.size()).filter(wanted).toArray();
    }

    private void requireOthers(DeepKnn<I> others, int size) {
        if (others.reference().size() != size || !others.labelSet().equals(examples.labelSet())) {
            throw new IllegalStateException("needs a classifier of the " + size + " examples of the classes "
                    + examples.labelSet().names() + ", got " + others.reference());
        }
    }
}
