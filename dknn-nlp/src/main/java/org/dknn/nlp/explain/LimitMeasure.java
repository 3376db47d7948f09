package org.dknn.nlp.explain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.ValueLimits;

/**
 * Finds the limits of the values of one method from labelled texts. The peak of a text is its largest absolute value.
 *
 * <p>Noise is the largest peak up to which the answers are right no more often than by chance: of the m texts with the smallest peaks T
 * have an answer that is their true label, and z = (T - E) / S is at most 1.645, the one-sided level .05. E and S are mean and standard
 * deviation of T over all orders of the m labels: with p(c) texts of which c is predicted and n(c) texts of which c is the label, E = sum
 * of p(c) n(c) / m and S^2 = (sum of d(i, j)^2) / (m - 1) over texts i and j, where d(i, j) = a(i, j) - n(c_i) / m - p(l_j) / m + E / m,
 * c_i is what is predicted of i, l_j the label of j, and a(i, j) is 1 if these are equal and 0 otherwise. Strong is the .95 quantile of the
 * peaks, but at least the noise.
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177729436">Hoeffding (1951), A Combinatorial Central Limit Theorem</a>
 */
final class LimitMeasure {

    private static final double CRITICAL = 1.645;
    private static final double STRONG = 0.95;

    private LimitMeasure() {}

    /**
     * A labelled text that was explained.
     *
     * @param peak the largest absolute value of its words; 0 without words
     * @param predicted the label that is predicted
     * @param label the true one
     */
    record Explained(double peak, int predicted, int label) {}

    /**
     * The limits.
     *
     * @param texts at least one
     * @param classes their number
     */
    static ValueLimits.Range of(List<Explained> texts, int classes) {
        List<Explained> rising = texts.stream()
                .sorted(Comparator.comparingDouble(Explained::peak))
                .toList();
        double noise = 0;
        Agreement agreement = new Agreement(classes);
        for (int i = 0; i < rising.size(); i++) {
            agreement.add(rising.get(i));
            boolean isLastOfItsPeak = i + 1 == rising.size()
                    || rising.get(i + 1).peak() > rising.get(i).peak();
            if (isLastOfItsPeak && agreement.z() <= CRITICAL) {
                noise = rising.get(i).peak();
            }
        }
        int rank = (int) Math.ceil(STRONG * rising.size()) - 1;
        return new ValueLimits.Range(noise, Math.max(noise, rising.get(rank).peak()));
    }

    /** How far the answers to some texts are right beyond chance. */
    static double z(List<Explained> texts, int classes) {
        Agreement agreement = new Agreement(classes);
        texts.forEach(agreement::add);
        return agreement.z();
    }

    /** Agreement of predicted with true labels. */
    private static final class Agreement {

        private final int[] predicted;
        private final int[] labels;
        private int texts;
        private int right;

        Agreement(int classes) {
            this.predicted = new int[classes];
            this.labels = new int[classes];
        }

        void add(Explained text) {
            texts++;
            predicted[text.predicted()]++;
            labels[text.label()]++;
            right += text.predicted() == text.label() ? 1 : 0;
        }

        double z() {
            double expected = IntStream.range(0, labels.length)
                            .mapToDouble(label -> (double) predicted[label] * labels[label])
                            .sum()
                    / texts;
            double deviation = Math.sqrt(variance(expected / texts));
            return deviation == 0 ? 0 : (right - expected) / deviation;
        }

        private double variance(double mean) {
            double sum = 0;
            for (int answer = 0; answer < labels.length; answer++) {
                for (int label = 0; label < labels.length; label++) {
                    double difference = (answer == label ? 1 : 0)
                            - (double) labels[answer] / texts
                            - (double) predicted[label] / texts
                            + mean;
                    sum += (double) predicted[answer] * labels[label] * difference * difference;
                }
            }
            // what rounding leaves where all answers, or all labels, are the same
            return texts < 2 || sum < 1e-9 ? 0 : sum / (texts - 1);
        }
    }
}
