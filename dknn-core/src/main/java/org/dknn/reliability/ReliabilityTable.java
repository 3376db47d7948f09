package org.dknn.reliability;

import java.util.ArrayList;
import java.util.List;

/**
 * Reliability diagram in numbers: accuracy by score. Immutable.
 *
 * @param bins of equal width, from 0 to 1, including empty ones
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo, Pleiss, Sun and Weinberger (2017), section 2</a>
 */
public record ReliabilityTable(List<Bin> bins) {

    /** Number of bins in most papers. */
    public static final int USUAL_BINS = 15;

    /** Copies the list. */
    public ReliabilityTable {
        bins = List.copyOf(bins);
    }

    /**
     * Predictions whose scores are in one range.
     *
     * @param low lower edge
     * @param high upper edge
     * @param count of predictions
     * @param meanScore of these predictions; 0 if there are none
     * @param accuracy of these predictions; 0 if there are none
     */
    public record Bin(double low, double high, int count, double meanScore, double accuracy) {

        /** Mean score minus accuracy; negative for underconfidence. */
        public double overconfidence() {
            return meanScore - accuracy;
        }
    }

    /** Bin of a score that lies on the edge of two bins. */
    public enum BinEdges {
        /** The lower bin, {@code (low, high]}; 0 belongs to the first. As in Guo et al. (2017) and their code. The default. */
        UPPER_CLOSED,

        /** The upper bin, {@code [low, high)}; 1 belongs to the last. As in histograms of NumPy. */
        LOWER_CLOSED
    }

    /**
     * Sorts predictions into {@value #USUAL_BINS} bins that are closed above; their scores must be in {@code [0, 1]}.
     */
    public static ReliabilityTable of(SelectivePredictions predictions) {
        return of(predictions, USUAL_BINS, BinEdges.UPPER_CLOSED);
    }

    /**
     * Sorts predictions into bins.
     *
     * @param predictions with scores in {@code [0, 1]}
     * @param bins at least 1
     */
    public static ReliabilityTable of(SelectivePredictions predictions, int bins, BinEdges edges) {
        if (bins < 1) {
            throw new IllegalArgumentException("needs at least one bin, got " + bins);
        }
        predictions.requireProbabilities();
        int[] count = new int[bins];
        int[] right = new int[bins];
        double[] sum = new double[bins];
        for (int i = 0; i < predictions.size(); i++) {
            int bin = bin(predictions.score(i), bins, edges);
            count[bin]++;
            right[bin] += predictions.isCorrect(i) ? 1 : 0;
            sum[bin] += predictions.score(i);
        }
        List<Bin> table = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            double n = Math.max(1, count[bin]);
            table.add(new Bin(edge(bin, bins), edge(bin + 1, bins), count[bin], sum[bin] / n, right[bin] / n));
        }
        return new ReliabilityTable(table);
    }

    private static double edge(int bin, int bins) {
        return (double) bin / bins;
    }

    private static int bin(double score, int bins, BinEdges edges) {
        int bin = Math.min(bins - 1, (int) (score * bins));
        // the product may be rounded over an edge, so the edges themselves decide
        while (bin > 0 && isBelow(score, edge(bin, bins), edges)) {
            bin--;
        }
        while (bin < bins - 1 && !isBelow(score, edge(bin + 1, bins), edges)) {
            bin++;
        }
        return bin;
    }

    private static boolean isBelow(double score, double edge, BinEdges edges) {
        return score < edge || (edges == BinEdges.UPPER_CLOSED && score == edge);
    }

    /** Number of predictions. */
    public int size() {
        return bins.stream().mapToInt(Bin::count).sum();
    }

    /**
     * Expected calibration error: mean over the predictions of the difference between accuracy and mean score of their
     * bin, in {@code [0, 1]}.
     */
    public double expectedCalibrationError() {
        return bins.stream()
                        .mapToDouble(bin -> bin.count() * Math.abs(bin.overconfidence()))
                        .sum()
                / Math.max(1, size());
    }

    /** Maximum calibration error: the difference of the worst bin, in {@code [0, 1]}. */
    public double maximumCalibrationError() {
        return bins.stream()
                .filter(bin -> bin.count() > 0)
                .mapToDouble(bin -> Math.abs(bin.overconfidence()))
                .max()
                .orElse(0);
    }
}
