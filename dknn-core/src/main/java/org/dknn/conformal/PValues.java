package org.dknn.conformal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * P-values of all labels for one input, with credibility and confidence.
 *
 * <p>Immutable.
 *
 * @see <a href="https://arxiv.org/abs/1803.04765">Papernot and McDaniel (2018), Algorithm 1</a>
 */
public final class PValues {

    private final double[] values;

    private PValues(double[] values) {
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
    }

    /** P-values by label, each in {@code [0, 1]}. */
    public static PValues copyOf(double... values) {
        return new PValues(values.clone());
    }

    /** Number of labels. */
    public int labels() {
        return values.length;
    }

    /** The p-value of a label, in {@code [0, 1]}; larger means more conforming. */
    public double value(int label) {
        return values[label];
    }

    /** The largest p-value, in {@code [0, 1]}: how well the training data support the prediction at all. */
    public double credibility() {
        return values[largest()];
    }

    /**
     * 1 minus the second largest p-value, in {@code [0, 1]}: how clearly all other labels are ruled out; 1 with a
     * single label.
     */
    public double confidence() {
        double second = 0;
        int largest = largest();
        for (int label = 0; label < values.length; label++) {
            if (label != largest) {
                second = Math.max(second, values[label]);
            }
        }
        return 1 - second;
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

    private int largest() {
        int largest = 0;
        for (int label = 1; label < values.length; label++) {
            if (values[label] > values[largest]) {
                largest = label;
            }
        }
        return largest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PValues that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "PValues" + Arrays.toString(values);
    }
}
