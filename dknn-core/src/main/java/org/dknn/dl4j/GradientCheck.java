package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dknn.activation.GradientExtractor.ClassGradient;
import org.dknn.activation.GradientExtractor.LayerScore;
import org.dknn.activation.GradientExtractor.Slopes;
import org.dknn.vector.FloatMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Comparison of a {@link SharedGradient} with DL4J's gradients, from random embeddings and random slopes. */
record GradientCheck(SharedGradient shared, GradientGraph plain) {

    /** Largest difference of logits and derivatives, relative to the largest of them; a mistake makes a larger one. */
    private static final double TOLERANCE = 1e-4;

    private static final int INPUTS = 3;
    private static final int LONGER = 9;

    /**
     * Compares a short and a longer input.
     *
     * @param lengths of an input that the network can read
     * @throws UnsupportedOperationException if the two differ, or one of them cannot read the input
     */
    void requireEqual(List<Integer> lengths) {
        for (int longer : new int[] {0, LONGER}) {
            Random random = new Random(1);
            List<Integer> tried = lengths.stream().map(n -> n + longer).toList();
            List<List<INDArray>> features = new ArrayList<>();
            List<FloatMatrix> embeddings = new ArrayList<>();
            for (int input = 0; input < INPUTS; input++) {
                List<INDArray> words = features(tried, random);
                FloatMatrix own = shared.embeddings(words).orElseThrow(GradientCheck::unreadable);
                requireEqual("embeddings", values(plain.embeddings(words)), values(own));
                features.add(words);
                embeddings.add(moved(own, random));
            }
            requireEqual(tried, together(features), embeddings);
            requireEqual(features.get(0), embeddings.get(0));
        }
    }

    private static UnsupportedOperationException unreadable() {
        return new UnsupportedOperationException("an input that cannot be read");
    }

    private List<INDArray> features(List<Integer> lengths, Random random) {
        List<INDArray> features = new ArrayList<>();
        for (int input = 0; input < lengths.size(); input++) {
            int height = shared.places().required(input).height();
            int[] words = new int[lengths.get(input)];
            Arrays.setAll(words, i -> random.nextInt(height));
            features.add(Nd4j.createFromArray(new int[][] {words}));
        }
        return features;
    }

    private static List<INDArray> together(List<List<INDArray>> features) {
        List<INDArray> together = new ArrayList<>();
        for (int input = 0; input < features.get(0).size(); input++) {
            int at = input;
            together.add(
                    Nd4j.concat(0, features.stream().map(each -> each.get(at)).toArray(INDArray[]::new)));
        }
        return together;
    }

    /** Embeddings with noise, so that no two steps are alike: of equal ones either may be the largest. */
    private static FloatMatrix moved(FloatMatrix embeddings, Random random) {
        double squares = Float.MIN_NORMAL;
        float[] values = values(embeddings);
        for (float value : values) {
            squares += (double) value * value;
        }
        double deviation = 0.3 * Math.sqrt(squares / values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (deviation * random.nextGaussian());
        }
        return FloatMatrix.wrap(embeddings.rows(), embeddings.columns(), values);
    }

    private void requireEqual(List<Integer> lengths, List<INDArray> features, List<FloatMatrix> embeddings) {
        GradientGraph.Seed seed = logits -> noise(logits.rows(), logits.columns(), new Random(2));
        GradientGraph.Pass expected = plain.gradients(features, embeddings, seed);
        GradientGraph.Pass got = shared.gradients(lengths, embeddings, seed).orElseThrow(GradientCheck::unreadable);
        requireEqual("logits", values(expected.logits()), values(got.logits()));
        for (int i = 0; i < embeddings.size(); i++) {
            requireEqual(
                    "gradients",
                    values(expected.gradients().get(i)),
                    values(got.gradients().get(i)));
        }
    }

    private void requireEqual(List<INDArray> features, FloatMatrix embeddings) {
        LayerScore score = new RandomScore(shared.places().vectors());
        ClassGradient expected = plain.gradient(features, embeddings, score);
        ClassGradient got = shared.gradient(features, embeddings, score).orElseThrow(GradientCheck::unreadable);
        requireEqual("layers", new float[] {(float) expected.value()}, new float[] {(float) got.value()});
        requireEqual("gradients by layers", values(expected.gradient()), values(got.gradient()));
    }

    private static void requireEqual(String what, float[] expected, float[] got) {
        double difference = SharedForward.difference(expected, got);
        if (!(difference <= TOLERANCE)) {
            throw new UnsupportedOperationException(what + " that differ by " + difference + " of the largest");
        }
    }

    private static float[] values(FloatMatrix matrix) {
        float[] values = FloatMatrix.allocate(matrix.rows(), matrix.columns());
        matrix.copyRows(0, matrix.rows(), values, 0);
        return values;
    }

    private static FloatMatrix noise(int rows, int columns, Random random) {
        float[] values = FloatMatrix.allocate(rows, columns);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return FloatMatrix.wrap(rows, columns, values);
    }

    /** The sum of the sizes of all values of layers, with slopes that are random. */
    private record RandomScore(List<String> layers) implements LayerScore {

        @Override
        public Slopes slopes(List<FloatMatrix> layers, FloatMatrix logits) {
            Random random = new Random(3);
            double score = 0;
            List<FloatMatrix> slopes = new ArrayList<>();
            for (FloatMatrix layer : layers) {
                for (float value : layer.row(0)) {
                    score += Math.abs(value);
                }
                slopes.add(noise(1, layer.columns(), random));
            }
            return new Slopes(score, slopes, noise(1, logits.columns(), random));
        }
    }
}
