package org.dknn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dknn.internal.Utf16;

/**
 * Fisher's combination of several scores of an input into one conformal p-value, whatever the dependence of the scores. The input is
 * put among the n calibration inputs; each of the n + 1 gets, for each score, the share of all that have one at least as large, and
 * the sum of the negative logarithms of its shares. If all are exchangeable, so are these sums, and the input's p-value is the share
 * of all whose sum is at least as large: at most e with probability at most e. All calibration inputs serve for both steps. Immutable.
 *
 * <p>Sources: Fisher (1925), Statistical Methods for Research Workers; Vovk, Gammerman and Shafer (2005), Algorithmic Learning in a
 * Random World, for the p-value of an input among others.
 */
final class OodCombination {

    /** {@code [part][example]}, in the order of the examples. */
    private final double[][] scores;

    private final double[][] rising;

    /** Number of examples that have at least the score of an example, itself included: {@code [part][example]}. */
    private final int[][] atLeast;

    /** Logarithms of the counts {@code 1..n + 1} divided by {@code n + 1}. */
    private final double[] logarithms;

    private OodCombination(double[][] scores) {
        this.scores = scores;
        int size = scores[0].length;
        this.rising = new double[scores.length][];
        this.atLeast = new int[scores.length][size];
        for (int part = 0; part < scores.length; part++) {
            rising[part] = scores[part].clone();
            Arrays.sort(rising[part]);
            for (int example = 0; example < size; example++) {
                atLeast[part][example] = countAtLeast(part, scores[part][example]);
            }
        }
        this.logarithms = new double[size + 2];
        for (int count = 1; count < logarithms.length; count++) {
            logarithms[count] = Math.log(count / (size + 1.0));
        }
    }

    /**
     * A combination.
     *
     * @param scores {@code [part][example]} of calibration inputs, at least one of each, none NaN; larger for what is less usual
     */
    static OodCombination copyOf(double[][] scores) {
        double[][] copy = new double[scores.length][];
        for (int part = 0; part < scores.length; part++) {
            copy[part] = scores[part].clone();
            for (int example = 0; example < copy[part].length; example++) {
                requireNumber(copy[part][example]);
                copy[part][example] += 0.0; // so that -0.0 sorts as 0.0
            }
        }
        return new OodCombination(copy);
    }

    private static double requireNumber(double score) {
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("out-of-distribution scores must be numbers, got NaN");
        }
        return score;
    }

    /** The same, calibrated on more inputs. */
    OodCombination plus(double[][] more) {
        double[][] all = new double[scores.length][];
        for (int part = 0; part < scores.length; part++) {
            all[part] = Arrays.copyOf(scores[part], scores[part].length + more[part].length);
            System.arraycopy(more[part], 0, all[part], scores[part].length, more[part].length);
        }
        return copyOf(all);
    }

    /** Number of calibration inputs. */
    int size() {
        return scores[0].length;
    }

    private int countAtLeast(int part, double score) {
        int low = 0;
        int high = rising[part].length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rising[part][middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return rising[part].length - low;
    }

    /**
     * How unusual an input is.
     *
     * @param pValues conformal, one per part
     * @param above number of calibration inputs that are less usual
     * @param equal number of those that are as usual
     * @param size number of all
     */
    record Result(List<Double> pValues, int above, int equal, int size) {

        /** {@code (#{as unusual} + 1) / (n + 1)}. */
        double conformal() {
            return (above + equal + 1.0) / (size + 1);
        }

        /** Uniform for usual inputs, if each has a draw of its own. */
        double smoothed(double draw) {
            return (above + draw * (equal + 1)) / (size + 1);
        }
    }

    /**
     * Compares an input.
     *
     * @param input one score per part, none NaN
     */
    Result of(double... input) {
        List<Double> pValues = new ArrayList<>();
        double own = 0;
        for (int part = 0; part < scores.length; part++) {
            int count = countAtLeast(part, requireNumber(input[part])) + 1;
            pValues.add(count / (size() + 1.0));
            own += logarithms[count];
        }
        int above = 0;
        int equal = 0;
        for (int example = 0; example < size(); example++) {
            double sum = sumBeside(example, input);
            above += sum < own ? 1 : 0;
            equal += sum == own ? 1 : 0;
        }
        return new Result(pValues, above, equal, size());
    }

    /** Sum of the logarithms of an example's shares, where the input is counted, too. */
    private double sumBeside(int example, double[] input) {
        double sum = 0;
        for (int part = 0; part < scores.length; part++) {
            sum += logarithms[atLeast[part][example] + (input[part] >= scores[part][example] ? 1 : 0)];
        }
        return sum;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(size());
        for (double[] part : scores) {
            for (double score : part) {
                out.writeDouble(score);
            }
        }
    }

    /** Reads what {@link #write} wrote of so many parts. */
    static OodCombination read(DataInputStream in, int parts) throws IOException {
        int size = Utf16.readCount(in);
        double[][] scores = new double[parts][size];
        for (double[] part : scores) {
            for (int example = 0; example < size; example++) {
                part[example] = in.readDouble();
            }
        }
        return copyOf(scores);
    }
}
