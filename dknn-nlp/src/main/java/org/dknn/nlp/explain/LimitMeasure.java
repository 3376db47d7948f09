package org.dknn.nlp.explain;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.ValueLimits;
import org.dknn.nlp.attribution.Attribution;

/**
 * Finds the limits of the values of one method from labelled texts. The peak of a text is its largest absolute value.
 *
 * <p>Noise is the largest peak up to which predictions are right no more often than by chance: of the m texts with the smallest peaks T
 * are predicted correctly, and z = (T - 1/2 - E) / S is at most 1.645, the one-sided level .05, as it would not be with T = m. By chance, text i is predicted correctly
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
     * @param predicted the label that its words speak for
     * @param label the true one
     */
    record Explained(double peak, int predicted, int label) {

        /** What one method answered of a text of this true label. */
        static Explained of(Explanation explanation, int method, int label) {
            double peak = explanation.segments().stream()
                    .mapToDouble(segment -> segment.attributions().get(method).peak())
                    .max()
                    .orElse(0);
            return new Explained(peak, explanation.prediction().networkLabel(), label);
        }
    }

    /**
     * The limits of each method.
     *
     * @param methods of the explanations, in their order
     * @param explanations at least one
     * @param examples that are explained, in the same order
     */
    static ValueLimits of(List<Attribution> methods, List<Explanation> explanations, Dataset<?> examples) {
        Map<String, ValueLimits.Range> limits = new LinkedHashMap<>();
        for (int i = 0; i < methods.size(); i++) {
            int method = i;
            limits.put(
                    methods.get(method).limitsName(),
                    of(IntStream.range(0, explanations.size())
                            .mapToObj(text -> Explained.of(explanations.get(text), method, examples.label(text)))
                            .toList()));
        }
        return new ValueLimits(limits);
    }

    /**
     * The limits.
     *
     * @param texts at least one
     */
    static ValueLimits.Range of(List<Explained> texts) {
        List<Explained> rising = texts.stream()
                .sorted(Comparator.comparingDouble(Explained::peak))
                .toList();
        double noise = 0;
        Tally tally = new Tally(texts);
        for (int i = 0; i < rising.size(); i++) {
            tally.add(rising.get(i));
            boolean isLastOfItsPeak = i + 1 == rising.size()
                    || rising.get(i + 1).peak() > rising.get(i).peak();
            if (isLastOfItsPeak && tally.isChance()) {
                noise = rising.get(i).peak();
            }
        }
        int rank = (int) Math.ceil(STRONG * rising.size()) - 1;
        return new ValueLimits.Range(noise, Math.max(noise, rising.get(rank).peak()));
    }

    /** How many of the texts of the smallest peaks are predicted correctly, and how many would be by chance. */
    static final class Tally {

        private final List<Explained> all;
        private int texts;
        private int right;
        private double expected;
        private double variance;

        Tally(List<Explained> all) {
            this.all = all;
        }

        void add(Explained text) {
            double share = share(text.predicted());
            texts++;
            right += text.predicted() == text.label() ? 1 : 0;
            expected += share;
            variance += share * (1 - share);
        }

        private double share(int label) {
            return all.stream().filter(text -> text.label() == label).count() / (double) all.size();
        }

        double z() {
            return z(right);
        }

        private double z(int count) {
            return variance == 0 ? 0 : (count - 0.5 - expected) / Math.sqrt(variance);
        }

        /** Whether the texts are enough to tell more than chance, and do not. */
        boolean isChance() {
            return z(right) <= CRITICAL && z(texts) > CRITICAL;
        }
    }
}
