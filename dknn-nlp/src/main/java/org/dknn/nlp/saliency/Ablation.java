package org.dknn.nlp.saliency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.dknn.Prediction;

/**
 * A text from which words are removed.
 *
 * @param words the text
 * @param removal what stands in their place
 * @param predictor predicts the shortened texts
 */
record Ablation(List<String> words, RemovalStrategy removal, Predictor predictor) {

    /** Words that are predicted together: bounds the memory of very long texts, of which there are very many variants. */
    static final int MAX_WORDS = 4_000_000;

    /** Scores shortened texts as {@link #vectors} does, each by one number. */
    double[] scores(int count, IntFunction<List<Integer>> removed, ToDoubleFunction<Prediction> score) {
        double[][] vectors = vectors(count, removed, prediction -> new double[] {score.applyAsDouble(prediction)});
        return Arrays.stream(vectors).mapToDouble(vector -> vector[0]).toArray();
    }

    /**
     * Predicts all shortened texts, in one batch but for very long texts.
     *
     * @param count number of removals
     * @param removed positions of each, rising
     * @param score what counts of a prediction, always as many numbers
     * @return one vector a removal; the mean where the removal makes several texts
     */
    double[][] vectors(int count, IntFunction<List<Integer>> removed, Function<Prediction, double[]> score) {
        double[][] vectors = new double[count][];
        int together = Math.max(1, MAX_WORDS / Math.max(1, words.size()));
        for (int from = 0; from < count; from += together) {
            fill(vectors, from, Math.min(count, from + together), removed, score);
        }
        return vectors;
    }

    private void fill(
            double[][] vectors,
            int from,
            int to,
            IntFunction<List<Integer>> removed,
            Function<Prediction, double[]> score) {
        List<List<String>> texts = new ArrayList<>();
        int[] ends = new int[to - from];
        for (int i = 0; i < ends.length; i++) {
            texts.addAll(removal.variants(words, removed.apply(from + i)));
            ends[i] = texts.size();
        }
        List<Prediction> predictions = predictor.predictAll(texts);
        int start = 0;
        for (int i = 0; i < ends.length; i++) {
            vectors[from + i] = mean(predictions.subList(start, ends[i]), score);
            start = ends[i];
        }
    }

    private static double[] mean(List<Prediction> predictions, Function<Prediction, double[]> score) {
        double[] sum = score.apply(predictions.get(0)).clone();
        for (Prediction prediction : predictions.subList(1, predictions.size())) {
            double[] vector = score.apply(prediction);
            Arrays.setAll(sum, i -> sum[i] + vector[i]);
        }
        Arrays.setAll(sum, i -> sum[i] / predictions.size());
        return sum;
    }
}
