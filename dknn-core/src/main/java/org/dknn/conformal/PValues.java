package org.dknn.conformal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * P-values of all labels for one input.
 *
 * <p>Immutable.
 *
 * @see <a href="https://arxiv.org/abs/1803.04765">Papernot and McDaniel (2018), Algorithm 1</a>
 */
public final class PValues {

    private final double[] values;
    private final int[] groups;

    private PValues(double[] values, int[] groups) {
        if (values.length == 0) {
            throw new IllegalArgumentException("needs the p-value of at least one label, got none");
        }
        for (int label = 0; label < values.length; label++) {
            if (!(values[label] >= 0 && values[label] <= 1)) {
                throw new IllegalArgumentException(
                        "p-values must be in [0, 1], got " + values[label] + " for label " + label);
            }
        }
        this.values = values;
        this.groups = groups;
    }

    /** P-values by label, each in {@code [0, 1]}. */
    public static PValues copyOf(double... values) {
        return new PValues(values.clone(), new int[values.length]);
    }

    /**
     * The same p-values with the sizes of the groups of calibration examples that labels were compared with.
     *
     * @param sizes one per label; 0 for a label that was compared with none, and for one of which it is not known
     */
    public PValues withGroupSizes(int... sizes) {
        if (sizes.length != values.length || Arrays.stream(sizes).anyMatch(size -> size < 0)) {
            throw new IllegalArgumentException("needs the size of the group of each of " + values.length
                    + " labels, none negative, got " + Arrays.toString(sizes));
        }
        return new PValues(values, sizes.clone());
    }

    /** Number of labels. */
    public int labels() {
        return values.length;
    }

    /** The p-value of a label, in {@code [0, 1]}; larger means more conforming. */
    public double value(int label) {
        return values[label];
    }

    /**
     * Number of calibration examples that a label was compared with: of its class, or of all. The p-value of a label is at
     * least {@code 1 / (size + 1)}, so p-values of groups of different sizes do not rank labels.
     *
     * @return 0 if there were none, or if it is not known
     */
    public int groupSize(int label) {
        return groups[label];
    }

    /**
     * 1 minus the largest p-value of the other labels, in {@code [0, 1]}: how clearly they are ruled out; 1 with a single
     * label.
     *
     * @param label the predicted one
     */
    public double confidence(int label) {
        double largest = 0;
        for (int other = 0; other < values.length; other++) {
            if (other != label) {
                largest = Math.max(largest, values[other]);
            }
        }
        return 1 - largest;
    }

    /**
     * The prediction set at a level: labels with a p-value above {@code 1 - level}. The level is read as the decimal it was written
     * as, so that p-values equal to {@code 1 - level} are excluded.
     *
     * @param level in {@code (0, 1)}
     * @return in rising order; may be empty
     */
    public List<Integer> labelsAt(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("the level must be in (0, 1), got " + level);
        }
        return labelsAbove(Decimals.complement(level));
    }

    /**
     * Labels with a p-value above a significance level, in rising order; from none to all.
     *
     * <p>If test and calibration inputs are exchangeable and the p-values are {@link PValueKind#CONFORMAL} or
     * {@link PValueKind#SMOOTHED}, the true label is among them with probability at least {@code 1 - significance}.
     *
     * @param significance in {@code (0, 1)}
     * @see <a href="https://arxiv.org/abs/0706.3188">Shafer and Vovk (2008)</a>
     */
    public List<Integer> labelsAbove(double significance) {
        if (!(significance > 0 && significance < 1)) {
            throw new IllegalArgumentException("the significance must be in (0, 1), got " + significance);
        }
        return IntStream.range(0, values.length)
                .filter(label -> values[label] > significance)
                .boxed()
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PValues that
                && Arrays.equals(values, that.values)
                && Arrays.equals(groups, that.groups);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(groups);
    }

    @Override
    public String toString() {
        return "PValues" + Arrays.toString(values);
    }
}
