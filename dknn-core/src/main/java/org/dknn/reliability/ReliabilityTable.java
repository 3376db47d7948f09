package org.dknn.reliability;

import java.util.ArrayList;
import java.util.List;

/**
 * How often answers are right, by how sure they were: a reliability diagram in numbers. Immutable.
 *
 * @param bins of equal width, from 0 to 1, empty ones too
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
     * The answers whose confidences are in one range.
     *
     * @param low lower edge
     * @param high upper edge
     * @param count of answers
     * @param meanConfidence theirs; 0 if there are none
     * @param accuracy theirs; 0 if there are none
     */
    public record Bin(double low, double high, int count, double meanConfidence, double accuracy) {

        /** By how much the answers are surer than right; negative where they are right more often. */
        public double overconfidence() {
            return meanConfidence - accuracy;
        }
    }

    /** Sorts answers into {@value #USUAL_BINS} bins that are closed above; their confidences must be in {@code [0, 1]}. */
    public static ReliabilityTable of(SelectivePredictions answers) {
        return of(answers, USUAL_BINS, BinEdges.UPPER_CLOSED);
    }

    /**
     * Sorts answers into bins.
     *
     * @param answers with confidences in {@code [0, 1]}
     * @param bins at least 1
     */
    public static ReliabilityTable of(SelectivePredictions answers, int bins, BinEdges edges) {
        if (bins < 1) {
            throw new IllegalArgumentException("needs at least one bin, got " + bins);
        }
        answers.requireProbabilities();
        int[] count = new int[bins];
        int[] right = new int[bins];
        double[] sum = new double[bins];
        for (int i = 0; i < answers.size(); i++) {
            int bin = bin(answers.confidence(i), bins, edges);
            count[bin]++;
            right[bin] += answers.isRight(i) ? 1 : 0;
            sum[bin] += answers.confidence(i);
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

    private static int bin(double confidence, int bins, BinEdges edges) {
        int bin = Math.min(bins - 1, (int) (confidence * bins));
        // the product may be rounded over an edge, so the edges themselves decide
        while (bin > 0 && isBelow(confidence, edge(bin, bins), edges)) {
            bin--;
        }
        while (bin < bins - 1 && !isBelow(confidence, edge(bin + 1, bins), edges)) {
            bin++;
        }
        return bin;
    }

    private static boolean isBelow(double confidence, double edge, BinEdges edges) {
        return confidence < edge || (edges == BinEdges.UPPER_CLOSED && confidence == edge);
    }

    /** Number of answers. */
    public int size() {
        return bins.stream().mapToInt(Bin::count).sum();
    }

    /** Mean over the answers of how far the accuracy of their bin is from its mean confidence, in {@code [0, 1]}. */
    public double expectedCalibrationError() {
        return bins.stream()
                        .mapToDouble(bin -> bin.count() * Math.abs(bin.overconfidence()))
                        .sum()
                / Math.max(1, size());
    }

    /** The same of the worst bin, in {@code [0, 1]}. */
    public double maximumCalibrationError() {
        return bins.stream()
                .filter(bin -> bin.count() > 0)
                .mapToDouble(bin -> Math.abs(bin.overconfidence()))
                .max()
                .orElse(0);
    }
}
