package org.dknn.nlp.explain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.ValueLimits;

/**
 * Finds the limits of the values of one method from labelled texts. The peak of a text is its largest absolute value.
 *
 * <p>Noise is the largest peak up to which predictions are right no more often than by chance: of the m texts with the smallest peaks T
 * are predicted correctly, and z = (T - 1/2 - E) / S is at most 1.645, the one-sided level .05. By chance, text i is predicted correctly
 * with the share q(i) of the label that is predicted among the labels of all texts, so E = sum of q(i), and S^2 = sum of q(i) (1 - q(i)).
 * Strong is the .95 quantile of the peaks, but at least the noise.
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
     */
    static ValueLimits.Range of(List<Explained> texts) {
        List<Explained> rising = texts.stream()
                .sorted(Comparator.comparingDouble(Explained::peak))
                .toList();
        double[] z = z(rising);
        double noise = IntStream.range(0, z.length)
                .filter(i -> i + 1 == z.length
                        || rising.get(i + 1).peak() > rising.get(i).peak())
                .filter(i -> z[i] <= CRITICAL)
                .mapToDouble(i -> rising.get(i).peak())
                .max()
                .orElse(0);
        int rank = (int) Math.ceil(STRONG * rising.size()) - 1;
        return new ValueLimits.Range(noise, Math.max(noise, rising.get(rank).peak()));
    }

    /** How far predictions are right beyond chance: of the first text, of the first two and so on. */
    static double[] z(List<Explained> texts) {
        double[] z = new double[texts.size()];
        double right = 0;
        double expected = 0;
        double variance = 0;
        for (int i = 0; i < z.length; i++) {
            Explained text = texts.get(i);
            double share = share(texts, text.predicted());
            right += text.predicted() == text.label() ? 1 : 0;
            expected += share;
            variance += share * (1 - share);
            z[i] = variance == 0 ? 0 : (right - 0.5 - expected) / Math.sqrt(variance);
        }
        return z;
    }

    private static double share(List<Explained> texts, int label) {
        return texts.stream().filter(text -> text.label() == label).count() / (double) texts.size();
    }
}
