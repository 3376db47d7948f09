package org.dknn.nlp.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.dknn.Prediction;

/**
 * Predicts the changed texts of one text in one batch, but those of very long texts in parts, of which no more is kept than a
 * vector each.
 *
 * @param predictor predicts the changed texts
 * @param vector what counts of a prediction, always as many numbers
 */
record TextVectors(Predictor predictor, Function<Prediction, double[]> vector) {

    /** Words that are predicted together: bounds the memory of very long texts, of which there are very many variants. */
    private static final int MAX_WORDS = 4_000_000;

    /**
     * Predicts all.
     *
     * @param count number of changes
     * @param words of the text that is changed
     * @param variants the texts that stand for a change, at least one
     * @return one vector a change; the mean where several texts stand for it
     */
    double[][] of(int count, int words, IntFunction<List<List<String>>> variants) {
        double[][] vectors = new double[count][];
        int together = Math.max(1, MAX_WORDS / Math.max(1, words));
        for (int from = 0; from < count; from += together) {
            fill(vectors, from, Math.min(count, from + together), variants);
        }
        return vectors;
    }

    private void fill(double[][] vectors, int from, int to, IntFunction<List<List<String>>> variants) {
        List<List<String>> texts = new ArrayList<>();
        int[] ends = new int[to - from];
        for (int i = 0; i < ends.length; i++) {
            texts.addAll(variants.apply(from + i));
            ends[i] = texts.size();
        }
        List<Prediction> predictions = predictor.predictAll(texts);
        int start = 0;
        for (int i = 0; i < ends.length; i++) {
            vectors[from + i] = mean(predictions.subList(start, ends[i]));
            start = ends[i];
        }
    }

    private double[] mean(List<Prediction> predictions) {
        double[] sum = vector.apply(predictions.get(0)).clone();
        for (Prediction prediction : predictions.subList(1, predictions.size())) {
            double[] more = vector.apply(prediction);
            Arrays.setAll(sum, i -> sum[i] + more[i]);
        }
        Arrays.setAll(sum, i -> sum[i] / predictions.size());
        return sum;
    }
}
