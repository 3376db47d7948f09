package org.dknn.nlp.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dknn.activation.GradientExtractor;
import org.dknn.activation.GradientExtractor.ClassGradient;
import org.dknn.activation.GradientExtractor.ClassOutput;
import org.dknn.vector.FloatMatrix;

/**
 * A network that is none: words are vectors of two, the logit of class 1 is their sum times (2, 1), that of class 0 is 0.
 *
 * @param minimum length that shorter texts are padded to, with (9, 9)
 * @param maximum length that longer texts are cut to
 */
record VectorWords(int minimum, int maximum) implements GradientExtractor<List<String>> {

    private static final Map<String, float[]> VECTORS = Map.of(
            "good", new float[] {1, 0},
            "bad", new float[] {-1, 0.5f},
            "film", new float[] {0, 0},
            "so", new float[] {0.25f, -0.5f});
    private static final float[] UNKNOWN = {0, 0.25f};
    private static final float[] PADDING = {9, 9};
    static final double[] WEIGHTS = {2, 1};

    VectorWords() {
        this(1, Integer.MAX_VALUE);
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Override
    public int classes() {
        return 2;
    }

    @Override
    public FloatMatrix embeddings(List<String> words) {
        List<float[]> rows = new ArrayList<>();
        words.forEach(word -> rows.add(VECTORS.getOrDefault(word, UNKNOWN)));
        if (rows.isEmpty()) {
            rows.add(UNKNOWN);
        }
        while (rows.size() < minimum) {
            rows.add(PADDING);
        }
        return FloatMatrix.copyOf(
                rows.subList(0, Math.min(rows.size(), maximum)).toArray(float[][]::new));
    }

    private static double logit(FloatMatrix matrix) {
        double sum = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            // padding says nothing
            boolean padding = matrix.get(row, 0) == PADDING[0];
            sum += padding ? 0 : WEIGHTS[0] * matrix.get(row, 0) + WEIGHTS[1] * matrix.get(row, 1);
        }
        return sum;
    }

    @Override
    public FloatMatrix probabilities(List<String> words, List<FloatMatrix> embeddings) {
        float[] values = new float[2 * embeddings.size()];
        for (int i = 0; i < embeddings.size(); i++) {
            values[2 * i + 1] = (float) sigmoid(logit(embeddings.get(i)));
            values[2 * i] = 1 - values[2 * i + 1];
        }
        return FloatMatrix.wrap(embeddings.size(), 2, values);
    }

    @Override
    public List<ClassGradient> gradients(List<String> words, List<FloatMatrix> embeddings, ClassOutput output) {
        return embeddings.stream().map(at -> gradient(at, output)).toList();
    }

    private static ClassGradient gradient(FloatMatrix at, ClassOutput output) {
        double p = sigmoid(logit(at));
        boolean isLogit = output.scale() == ClassOutput.Scale.LOGIT;
        double[] slopes = isLogit ? new double[] {0, 1} : new double[] {-p * (1 - p), p * (1 - p)};
        double slope = output.read(slopes);
        float[][] rows = new float[at.rows()][2];
        for (int row = 0; row < rows.length; row++) {
            double seen = at.get(row, 0) == PADDING[0] ? 0 : slope;
            rows[row] = new float[] {(float) (seen * WEIGHTS[0]), (float) (seen * WEIGHTS[1])};
        }
        double value = isLogit ? output.read(0, logit(at)) : output.read(1 - p, p);
        return new ClassGradient(value, FloatMatrix.copyOf(rows));
    }
}
