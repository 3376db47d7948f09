package org.dknn.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.moment.Skewness;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelChecks;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.internal.PartFiles;

/**
 * Audit of the reference examples by their own neighbors: probable label errors, hubs and near-duplicates. Immutable.
 *
 * <p>A network that has memorized a wrong label places the example among those of that label. Earlier layers, or a
 * network that was stopped early, find more label errors; {@link #heldOut} trains again without what it judges. The audited labels are those that the examples vote for: with
 * {@code LabelSource.PREDICTED} the network's, which do not reveal errors of the given labels.
 *
 * <pre>{@code
 * LabelAudit<List<String>> audit = LabelAudit.of(dknn);
 * List<String> suspect = audit.issues().stream().map(audit::describe).toList();
 * }</pre>
 *
 * @param reference the audited examples
 * @param issues examples whose neighbors vote for another label: first those that equal more examples of another label
 *     than of their own, by falling difference, then by falling margin ({@link #heldOut} by two of them), then by ordinal
 * @param unjudged labels of the classes with fewer than five examples, or than k + 1: left out of itself, an example has too few
 *     of its class to be judged by. Examples of these classes are no issues
 * @param hubs occurrences of each example as a neighbor
 * @param duplicates pairs that are near in every layer, nearest first, then by ordinals
 * @param <I> type of the inputs
 * @since 0.1
 */
public record LabelAudit<I>(
        Dataset<I> reference,
        List<LabelIssue> issues,
        List<Integer> unjudged,
        Hubs hubs,
        List<NearDuplicate> duplicates) {

    /**
     * Default closeness: two examples are near-duplicates if their distance in each layer is below this share of the
     * typical distance of the nearest neighbor.
     */
    public static final double USUAL_CLOSENESS = 0.05;

    /** Default number of folds of {@link #heldOut}. */
    public static final int USUAL_FOLDS = 3;

    /** Examples that are predicted together. */
    private static final int PART = 4_096;

    /** Copies the lists. */
    public LabelAudit {
        issues = List.copyOf(issues);
        unjudged = List.copyOf(unjudged);
        duplicates = List.copyOf(duplicates);
    }

    /**
     * Audits the reference examples of a classifier by its nonconformity, with {@link #USUAL_CLOSENESS}. Takes about as
     * long as predicting them.
     *
     * @throws IllegalStateException if there is only one reference example, or the nonconformity is the same for all labels
     */
    public static <I> LabelAudit<I> of(DeepKnn<I> dknn) {
        return of(dknn, USUAL_CLOSENESS);
    }

    /**
     * Audits the reference examples of a classifier by its nonconformity.
     *
     * @param closeness share of the typical distance of the nearest neighbor below which two examples are duplicates,
     *     in {@code [0, 1)}; 0 finds only examples with equal activations. The typical distance is the median of the
     *     distances above 0. At most ten duplicates of an example are found
     * @throws IllegalStateException if there is only one reference example, or the nonconformity is the same for all labels,
     *     as {@link org.dknn.conformal.Nonconformity#kthDistance} is
     */
    public static <I> LabelAudit<I> of(DeepKnn<I> dknn, double closeness) {
        return of(dknn, closeness, ProgressListener.silent());
    }

    /**
     * As {@link #of(DeepKnn, double)}, and reports the progress.
     *
     * @param listener receives the number of audited examples
     */
    public static <I> LabelAudit<I> of(DeepKnn<I> dknn, double closeness, ProgressListener listener) {
        return of(dknn, closeness, listener, (prediction, ordinal) -> {});
    }

    /** Hands on each prediction, too. */
    private static <I> LabelAudit<I> of(
            DeepKnn<I> dknn, double closeness, ProgressListener listener, ObjIntConsumer<Prediction> seen) {
        try {
            return of(dknn, closeness, listener, seen, Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written
        }
    }

    /**
     * As {@link #of(DeepKnn, double, ProgressListener)}, keeping what is found in files, so that the same audit, interrupted, goes on
     * behind the parts that are done, of 4,096 examples each. Its results are those of one run.
     *
     * @param parts opened with a key that tells apart classifiers; another closeness needs no other key. The caller deletes them
     * @throws IOException if a part cannot be read or written
     */
    public static <I> LabelAudit<I> resumable(
            DeepKnn<I> dknn, double closeness, ProgressListener listener, PartFiles parts) throws IOException {
        return of(dknn, closeness, listener, (prediction, ordinal) -> {}, Optional.of(parts));
    }

    private static <I> LabelAudit<I> of(
            DeepKnn<I> dknn,
            double closeness,
            ProgressListener listener,
            ObjIntConsumer<Prediction> seen,
            Optional<PartFiles> parts)
            throws IOException {
        if (!(closeness >= 0 && closeness < 1)) {
            throw new IllegalArgumentException("the closeness must be in [0, 1), got " + closeness);
        }
        int size = dknn.reference().size();
        int layers = dknn.layers().size();
        IssueSearch search = new IssueSearch(dknn);
        AuditPart all = new AuditPart(new AuditPart.Range(0, size), layers, size);
        for (int from = 0; from < size; from += PART) {
            AuditPart part = new AuditPart(new AuditPart.Range(from, Math.min(size, from + PART)), layers, size);
            int number = from / PART;
            if (parts.isPresent() && number < parts.get().found()) {
                parts.get().read(number, (in, version) -> part.read(in));
                listener.onProgress("audited examples", Math.min(size, from + PART), size);
            } else {
                dknn.predictReference(from, Math.min(size, from + PART), (prediction, ordinal) -> {
                    part.add(prediction, ordinal, search);
                    seen.accept(prediction, ordinal);
                    listener.onProgress("audited examples", ordinal + 1, size);
                });
                if (parts.isPresent()) {
                    parts.get().write(number, part::write);
                }
            }
            all.add(part);
        }
        return new LabelAudit<>(
                dknn.reference(),
                search.sorted(all.issues(), all.tellsLabelsApart()),
                search.unjudged(),
                new Hubs(all.occurrences()),
                DuplicateSearch.within(
                        all.nearest(), closeness, dknn.reference().labels()));
    }

    /**
     * Audits the reference examples of a classifier by folds: each part of them is judged by a classifier of a network that has learned
     * from the other parts alone, so that no network has memorized the label that it judges. The issues are those of these classifiers,
     * ordered by their margins added to those of the given classifier as in {@link #of(DeepKnn)}, each in units of its root mean square
     * over the examples; equal examples of another label come first, as there. Hubs and duplicates are those of the given classifier.
     * Takes as long as training and fitting that many times, and predicting the examples twice.
     *
     * @param folds number of parts, in {@code 2..size}
     * @param seed of the parts
     * @param fit trains a network on the examples it gets, not on the ones it does not get, and fits a classifier to the same examples in
     *     the same order; the classifier is closed here
     * @throws IllegalStateException as {@link #of(DeepKnn)}, or if {@code fit} returns a classifier of other examples
     * @see <a href="https://arxiv.org/abs/1911.00068">Northcutt, Jiang and Chuang (2021), Confident learning, 3.1: out-of-sample
     *     predictions</a>
     */
    public static <I> LabelAudit<I> heldOut(
            DeepKnn<I> dknn, int folds, long seed, Function<Dataset<I>, DeepKnn<I>> fit) {
        return heldOut(dknn, new Folds(folds, seed), USUAL_CLOSENESS, ProgressListener.silent(), fit);
    }

    /**
     * As {@link #heldOut(DeepKnn, int, long, Function)}, and reports the progress.
     *
     * @param folds at most as many as examples
     * @param closeness of duplicates, as for {@link #of(DeepKnn, double)}
     * @param listener receives the number of audited examples, then of those that the folds have judged
     * @param fit as above
     */
    public static <I> LabelAudit<I> heldOut(
            DeepKnn<I> dknn,
            Folds folds,
            double closeness,
            ProgressListener listener,
            Function<Dataset<I>, DeepKnn<I>> fit) {
        HeldOutFolds<I> judging = new HeldOutFolds<>(dknn.reference(), folds, listener, fit);
        LabelMargins learned = new LabelMargins(dknn.reference());
        LabelAudit<I> own = of(dknn, closeness, listener, learned::add);
        List<LabelIssue> issues = judging.judge(new IssueSearch(dknn), learned);
        return new LabelAudit<>(own.reference, issues, own.unjudged, own.hubs, own.duplicates);
    }

    /**
     * Parts of the examples that are held out in turn.
     *
     * @param count at least 2
     * @param seed of the draw
     */
    public record Folds(int count, long seed) {

        /** Checks the number. */
        public Folds {
            if (count < 2) {
                throw new IllegalArgumentException("needs at least 2 folds, got " + count);
            }
        }
    }

    /**
     * The issues as checks that {@link DeepKnn#withLabelChecks} takes, so that explanations mark suspect examples that they show and
     * saved models know them.
     */
    public LabelChecks checks() {
        return LabelChecks.of(
                reference.size(),
                issues.stream().mapToInt(LabelIssue::ordinal).toArray(),
                issues.stream().mapToInt(LabelIssue::proposed).toArray());
    }

    /** Near-duplicates of an example, nearest first. */
    public List<NearDuplicate> duplicatesOf(int ordinal) {
        return duplicates.stream()
                .filter(pair -> pair.first() == ordinal || pair.second() == ordinal)
                .toList();
    }

    /** An issue in words: the example, its label, the proposed one, and the counts behind it. */
    public String describe(LabelIssue issue) {
        String described = example(issue.ordinal()) + ", neighbors say " + name(issue.proposed()) + " ("
                + Math.round(100 * issue.agreement()) + " % of them agree with its label";
        return described
                + (issue.equalProposed() + issue.equalOwn() > 0
                        ? "; equal examples: " + (issue.equalOwn() + 1) + " " + name(issue.label()) + ", "
                                + issue.equalProposed() + " " + name(issue.proposed()) + ")"
                        : ")");
    }

    /** A pair in words: both examples with their labels. */
    public String describe(NearDuplicate pair) {
        return example(pair.first()) + "; " + example(pair.second());
    }

    private String example(int ordinal) {
        return "\"" + reference.inputs().get(ordinal) + "\" (number " + ordinal + ") is labelled "
                + name(reference.label(ordinal));
    }

    private String name(int label) {
        return "\"" + reference.labelSet().name(label) + "\"";
    }

    /**
     * Reference example whose neighbors indicate another label.
     *
     * @param ordinal of the example in {@link LabelAudit#reference}
     * @param label its own
     * @param proposed the label of most of the equal examples, if that is another one; else that of the smallest nonconformity
     * @param margin nonconformity of its own label minus that of the proposed one; above 0, unless equal examples decide
     * @param agreement share of the neighbors over all layers that carry its own label, in {@code [0, 1]}
     * @param equalOwn number of other examples of its own label with equal activations in every layer
     * @param equalProposed the same, of the proposed label
     * @param speaking ordinals of the nearest few examples of the proposed label, over all layers, nearest first
     */
    public record LabelIssue(
            int ordinal,
            int label,
            int proposed,
            double margin,
            double agreement,
            int equalOwn,
            int equalProposed,
            List<Integer> speaking) {

        /** Copies the list. */
        public LabelIssue {
            speaking = List.copyOf(speaking);
        }

        /** Whether more of the equal examples, itself included, carry the proposed label than its own. */
        public boolean contradicted() {
            return equalProposed > equalOwn + 1;
        }
    }

    /**
     * Two reference examples with nearly equal activations in every layer.
     *
     * @param first the lower ordinal in {@link LabelAudit#reference}
     * @param second the higher one
     * @param firstLabel label of the first
     * @param secondLabel label of the second
     * @param closeness the largest, over the layers, of their distance as a share of the layer's typical distance; 0 if the
     *     activations are equal
     */
    public record NearDuplicate(int first, int second, int firstLabel, int secondLabel, double closeness) {

        /** Whether their labels differ: one label is wrong, or the network cannot distinguish the examples. */
        public boolean contradicts() {
            return firstLabel != secondLabel;
        }
    }

    /**
     * Number of times each reference example is among the k nearest of the others, over all layers. In high-dimensional
     * spaces some examples, the hubs, are neighbors of many others. Of equally near examples the first are counted. Immutable.
     *
     * @see <a href="https://jmlr.org/papers/v11/radovanovic10a.html">Radovanovic, Nanopoulos and Ivanovic (2010), Hubs in
     *     space</a>
     */
    public static final class Hubs {

        private final int[] occurrences;

        Hubs(int[] occurrences) {
            this.occurrences = occurrences.clone();
        }

        /** Number of reference examples. */
        public int size() {
            return occurrences.length;
        }

        /** Number of times an example is a neighbor of others, in {@code 0..(size - 1) * layers}. */
        public int occurrences(int ordinal) {
            return occurrences[ordinal];
        }

        /**
         * Sample skewness of the occurrences: about 0 without hubs, above 1 with strong hubs; 0 with fewer than three
         * examples or equal occurrences.
         */
        public double skewness() {
            double value = new Skewness()
                    .evaluate(Arrays.stream(occurrences).asDoubleStream().toArray());
            return Double.isNaN(value) ? 0 : value;
        }

        /** Number of examples that are neighbors of none. */
        public int orphans() {
            return (int) Arrays.stream(occurrences).filter(count -> count == 0).count();
        }

        /** Ordinals of the examples that occur most often, by falling occurrences, then by ordinal. */
        public List<Integer> largest(int count) {
            return IntStream.range(0, size())
                    .boxed()
                    .sorted(Comparator.<Integer>comparingInt(ordinal -> -occurrences[ordinal]))
                    .limit(count)
                    .toList();
        }

        @Override
        public String toString() {
            return "Hubs[" + size() + " examples, skewness " + skewness() + ", " + orphans() + " orphans]";
        }
    }
}
