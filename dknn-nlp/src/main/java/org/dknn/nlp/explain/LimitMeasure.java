package org.dknn.nlp.explain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.ValueLimits;
import org.dknn.nlp.attribution.Attributions;

/**
 * Finds the limits of the values of one method from labelled texts. A text's peak is its word of the largest absolute value. It agrees
 * with a class if it speaks for it, or against another one. Texts are taken by rising size of their peaks.
 *
 * <p>Noise is the largest size up to which the peaks agree with the true labels no more than with labels dealt anew: with T
 * agreements among the m texts of the smallest peaks, z = (T - E) / S is at most 1.645, the one-sided level .05. E and S are mean and
 * standard deviation over all orders of the m labels: E = sum of a(i, j) / m and S^2 = sum of d(i, j)^2 / (m - 1), where a(i, j) is 1 if
 * the peak of text i agrees with the label of text j and 0 otherwise, and d(i, j) is a(i, j) less the means of its row and column plus
 * the mean of all. Strong is the .95 quantile of the sizes, but at least the noise.
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177729436">Hoeffding (1951), A Combinatorial Central Limit Theorem</a>
 */
final class LimitMeasure {

    private static final double CRITICAL = 1.645;
    private static final double STRONG = 0.95;

    private LimitMeasure() {}

    /**
     * The peak of a text.
     *
     * @param value of the word with the largest absolute value, by sign for or against a class; 0 without words
     * @param target the class
     * @param label the true one
     */
    record Peak(double value, int target, int label) {

        static Peak of(List<Attributions> segments, int label) {
            Attributions largest = segments.stream()
                    .max(Comparator.comparingDouble(Attributions::peak))
                    .orElseThrow();
            double value = IntStream.range(0, largest.size())
                    .mapToDouble(largest::value)
                    .reduce(0, (one, other) -> Math.abs(other) > Math.abs(one) ? other : one);
            return new Peak(value, largest.label(), label);
        }

        double size() {
            return Math.abs(value);
        }

        boolean agreesWith(int other) {
            return value != 0 && (value > 0) == (target == other);
        }
    }

    /**
     * The limits.
     *
     * @param peaks one per text, at least one
     * @param classes their number
     */
    static ValueLimits.Range of(List<Peak> peaks, int classes) {
        List<Peak> rising =
                peaks.stream().sorted(Comparator.comparingDouble(Peak::size)).toList();
        double noise = 0;
        Agreement agreement = new Agreement(classes);
        for (int i = 0; i < rising.size(); i++) {
            agreement.add(rising.get(i));
            boolean isLastOfItsSize = i + 1 == rising.size()
                    || rising.get(i + 1).size() > rising.get(i).size();
            if (isLastOfItsSize && agreement.z() <= CRITICAL) {
                noise = rising.get(i).size();
            }
        }
        int rank = (int) Math.ceil(STRONG * rising.size()) - 1;
        return new ValueLimits.Range(noise, Math.max(noise, rising.get(rank).size()));
    }

    /** How far the peaks of some texts agree with their labels beyond chance. */
    static double z(List<Peak> peaks, int classes) {
        Agreement agreement = new Agreement(classes);
        peaks.forEach(agreement::add);
        return agreement.z();
    }

    /** Agreement of the peaks of some texts with their labels. */
    private static final class Agreement {

        private final int[] labels;

        /** Number of texts that agree with each label. */
        private final int[] agreeing;

        /** Number of texts that agree with one label alone, with all but one, and with none. */
        private final int[] only;

        private final int[] allBut;
        private int none;
        private int texts;
        private int agreements;

        Agreement(int classes) {
            this.labels = new int[classes];
            this.agreeing = new int[classes];
            this.only = new int[classes];
            this.allBut = new int[classes];
        }

        void add(Peak peak) {
            texts++;
            labels[peak.label()]++;
            agreements += peak.agreesWith(peak.label()) ? 1 : 0;
            for (int label = 0; label < agreeing.length; label++) {
                agreeing[label] += peak.agreesWith(label) ? 1 : 0;
            }
            only[peak.target()] += peak.value() > 0 ? 1 : 0;
            allBut[peak.target()] += peak.value() < 0 ? 1 : 0;
            none += peak.value() == 0 ? 1 : 0;
        }

        double z() {
            double expected = IntStream.range(0, labels.length)
                            .mapToDouble(label -> (double) labels[label] * agreeing[label])
                            .sum()
                    / texts;
            double deviation = Math.sqrt(variance(expected / texts));
            return deviation == 0 ? 0 : (agreements - expected) / deviation;
        }

        /** Sums d(i, j)^2 over kinds of texts i and labels j: texts of one kind have the same row. */
        private double variance(double mean) {
            double sum = 0;
            for (int label = 0; label < labels.length; label++) {
                double column = (double) agreeing[label] / texts - mean;
                sum += (double) labels[label] * none * square(column);
                for (int target = 0; target < labels.length; target++) {
                    double hit = (label == target ? 1 : 0) - (double) labels[target] / texts;
                    sum += labels[label] * (only[target] * square(hit - column) + allBut[target] * square(hit + column));
                }
            }
            return texts < 2 ? 0 : sum / (texts - 1);
        }

        private static double square(double value) {
            return value * value;
        }
    }
}
