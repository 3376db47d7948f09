package org.dknn.conformal;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Nonconformities of held-out examples with their true labels. P-values compare new nonconformities with them.
 *
 * <p>A p-value takes one or two binary searches. Immutable, safe for use by many threads.
 *
 * @see <a href="https://arxiv.org/abs/1803.04765">Papernot and McDaniel (2018), Algorithm 1</a>
 */
public final class Calibration {

    private final SortedScores all;
    private final List<SortedScores> byLabel;

    private Calibration(SortedScores all, List<SortedScores> byLabel) {
        if (all.size() == 0) {
            throw new IllegalArgumentException("calibration needs at least one held-out example, got none");
        }
        this.all = all;
        this.byLabel = byLabel;
    }

    /**
     * A calibration with all scores in one group. Their order has no effect.
     *
     * @param nonconformities one per held-out example, for its true label; larger means less conforming; at least one,
     *     none NaN
     */
    public static Calibration copyOf(double... nonconformities) {
        return new Calibration(new SortedScores(nonconformities.clone()), List.of());
    }

    /**
     * A calibration with one group of scores per class.
     *
     * @param nonconformities one per held-out example, for its true label; larger means less conforming; at least one,
     *     none NaN
     * @param labels as many true labels, each in {@code 0..classes - 1}
     * @param classes number of classes; one without an example has an empty group
     */
    public static Calibration byClass(double[] nonconformities, int[] labels, int classes) {
        if (nonconformities.length != labels.length) {
            throw new IllegalArgumentException("needs a label for each score, got " + nonconformities.length
                    + " scores and " + labels.length + " labels");
        }
        for (int label : labels) {
            Objects.checkIndex(label, classes);
        }
        List<SortedScores> groups = IntStream.range(0, classes)
                .mapToObj(label -> new SortedScores(IntStream.range(0, labels.length)
                        .filter(i -> labels[i] == label)
                        .mapToDouble(i -> nonconformities[i])
                        .toArray()))
                .toList();
        return new Calibration(new SortedScores(nonconformities.clone()), groups);
    }

    /** Number of calibration scores. */
    public int size() {
        return all.size();
    }

    /** Number of calibration scores that a label is compared with. */
    public int size(int label) {
        return group(label).size();
    }

    /** Groups of scores that labels are compared with. */
    public CalibrationGroups groups() {
        return byLabel.isEmpty() ? CalibrationGroups.MARGINAL : CalibrationGroups.CLASS_CONDITIONAL;
    }

    /** A copy of all scores, in rising order. */
    public double[] scores() {
        return all.copy();
    }

    /** A copy of the scores that a label is judged against, in rising order; empty for a class without an example. */
    public double[] scores(int label) {
        return group(label).copy();
    }

    /** Number of calibration scores at least as large as this one, in {@code 0..size}. */
    public int countAtLeast(double nonconformity) {
        return all.countAtLeast(nonconformity);
    }

    /** Number of calibration scores larger than this one, in {@code 0..size}. */
    public int countAbove(double nonconformity) {
        return all.countAbove(nonconformity);
    }

    private int[] groupSizes(int labels) {
        return IntStream.range(0, labels).map(this::size).toArray();
    }

    private SortedScores group(int label) {
        return byLabel.isEmpty() ? all : byLabel.get(label);
    }

    /**
     * The p-value of a nonconformity among all scores; larger means more conforming. Never rises with the
     * nonconformity.
     *
     * @param nonconformity larger means less conforming; not NaN
     * @param theta tie-breaking draw in {@code [0, 1]}, used only by {@link PValueKind#SMOOTHED}
     * @return in {@code [0, 1]}
     */
    public double pValue(double nonconformity, PValueKind kind, double theta) {
        requireNumbers(nonconformity, theta);
        return all.pValue(nonconformity, kind, theta);
    }

    /** The p-value of a label's nonconformity among the scores of its group. */
    public double pValue(int label, double nonconformity, PValueKind kind, double theta) {
        requireNumbers(nonconformity, theta);
        return group(label).pValue(nonconformity, kind, theta);
    }

    private static void requireNumbers(double nonconformity, double theta) {
        if (Double.isNaN(nonconformity) || !(theta >= 0 && theta <= 1)) {
            throw new IllegalArgumentException("needs a nonconformity that is a number and a theta in [0, 1], got "
                    + nonconformity + " and " + theta);
        }
    }

    /**
     * The p-values of all labels of one input.
     *
     * @param nonconformities one per label
     * @param theta tie-breaking draw in {@code [0, 1]}, the same for all labels
     */
    public PValues pValues(double[] nonconformities, PValueKind kind, double theta) {
        double[] values = new double[nonconformities.length];
        Arrays.setAll(values, label -> pValue(label, nonconformities[label], kind, theta));
        return PValues.copyOf(values).withGroupSizes(groupSizes(values.length));
    }

    /**
     * The p-values of all labels of one input, by the paper's nonconformity: the number of disagreeing neighbors.
     *
     * @param theta tie-breaking draw in {@code [0, 1]}, the same for all labels
     */
    public PValues pValues(LabelVotes votes, PValueKind kind, double theta) {
        double[] counts = new double[votes.labels()];
        Arrays.setAll(counts, votes::nonconformity);
        return pValues(counts, kind, theta);
    }

    /**
     * Returns this calibration if it has enough scores to exclude a label from a prediction set at a level. P-values
     * are at least {@code 1 / (n + 1)}, so each group that is not empty needs {@link #fewestForLevel}.
     *
     * @param level of coverage, in {@code (0, 1)}, read as the decimal it was written as
     * @throws IllegalArgumentException if a group is too small; the message names it and the required size
     */
    public Calibration requireEnoughFor(double level) {
        return requireEnoughFor(level, label -> "class " + label);
    }

    /**
     * Returns this calibration if it has enough scores, as {@link #requireEnoughFor(double)}.
     *
     * @param className the name of each label in the message
     */
    public Calibration requireEnoughFor(double level, IntFunction<String> className) {
        return require(fewestForLevel(level), "the level " + level, className);
    }

    /**
     * Returns this calibration if it has enough scores for p-values at or below a rate of errors.
     *
     * @param errorRate in {@code (0, 1)}, read as the decimal it was written as
     * @throws IllegalArgumentException as {@link #requireEnoughFor}
     */
    public Calibration requireEnoughForErrors(double errorRate) {
        return require(fewestFor(errorRate), "the rate of errors " + errorRate, label -> "class " + label);
    }

    /**
     * Least number of calibration scores for which a label can be left out of a prediction set at a level: {@link #fewestFor}
     * {@code 1 - level}.
     *
     * @param level of coverage, in {@code (0, 1)}, read as the decimal it was written as
     */
    public static int fewestForLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("the level must be in (0, 1), got " + level);
        }
        return fewestFor(Decimals.complement(level));
    }

    /**
     * Least number of calibration scores n for which a p-value can be at or below a rate: {@code 1 / (n + 1) <= errorRate}.
     *
     * @param errorRate in {@code (0, 1)}, read as the decimal it was written as
     */
    public static int fewestFor(double errorRate) {
        if (!(errorRate > 0 && errorRate < 1)) {
            throw new IllegalArgumentException("the rate of errors must be in (0, 1), got " + errorRate);
        }
        return Decimals.fewestFor(errorRate);
    }

    private Calibration require(int needed, String what, IntFunction<String> className) {
        if (byLabel.isEmpty() && all.size() < needed) {
            throw new IllegalArgumentException(
                    what + " needs at least " + needed + " calibration examples, got " + all.size());
        }
        for (int label = 0; label < byLabel.size(); label++) {
            int size = byLabel.get(label).size();
            if (size > 0 && size < needed) {
                throw new IllegalArgumentException(what + " needs at least " + needed
                        + " calibration examples of each class, got " + size + " of " + className.apply(label));
            }
        }
        return this;
    }

    @Override
    public String toString() {
        double[] sorted = all.copy();
        return "Calibration[" + sorted.length + " scores in " + sorted[0] + ".." + sorted[sorted.length - 1]
                + (byLabel.isEmpty() ? "" : ", by class") + "]";
    }
}
