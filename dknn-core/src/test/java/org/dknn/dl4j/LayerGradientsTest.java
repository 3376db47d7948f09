package org.dknn.dl4j;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.dknn.activation.GradientExtractor;
import org.dknn.activation.GradientExtractor.ClassGradient;
import org.dknn.activation.GradientExtractor.ClassOutput;
import org.dknn.activation.GradientExtractor.LayerScore;
import org.dknn.activation.GradientExtractor.Slopes;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;

class LayerGradientsTest {

    private static final String TEXT = "3 1 4 6 5 9";
    private static final GradientExtractor<String> NETWORK = Dl4jGradientExtractor.of(Networks.cnn(), new IdEncoder());

    /** Half the squared length of the first layer, the sum of the others, and how much class 1 is ahead. */
    private record Score(List<String> layers) implements LayerScore {

        @Override
        public Slopes slopes(List<FloatMatrix> layers, FloatMatrix logits) {
            double score = logits.get(0, 1) - logits.get(0, 0);
            for (int layer = 0; layer < layers.size(); layer++) {
                for (float value : layers.get(layer).row(0)) {
                    score += layer == 0 ? value * value / 2 : value;
                }
            }
            List<FloatMatrix> slopes = IntStream.range(0, layers.size())
                    .mapToObj(layer ->
                            layer == 0 ? layers.get(0) : ones(layers.get(layer).columns()))
                    .toList();
            return new Slopes(score, slopes, FloatMatrix.copyOf(new float[] {-1, 1}));
        }

        private static FloatMatrix ones(int columns) {
            float[] ones = new float[columns];
            java.util.Arrays.fill(ones, 1);
            return FloatMatrix.copyOf(ones);
        }
    }

    private static ClassGradient gradient(FloatMatrix at, String... layers) {
        return NETWORK.gradient(TEXT, at, new Score(List.of(layers)));
    }

    @Test
    void one_pass_from_two_layers_and_the_output_is_as_central_differences() {
        FloatMatrix at = NETWORK.embeddings(TEXT);

        FloatMatrix gradient = gradient(at, "pooled", "dense").gradient();

        for (int row = 0; row < at.rows(); row++) {
            for (int column = 0; column < at.columns(); column++) {
                double more = gradient(moved(at, row, column, 2e-3f), "pooled", "dense")
                        .value();
                double less = gradient(moved(at, row, column, -2e-3f), "pooled", "dense")
                        .value();
                assertEquals((more - less) / 4e-3, gradient.get(row, column), 5e-3);
            }
        }
    }

    private static FloatMatrix moved(FloatMatrix matrix, int row, int column, float by) {
        float[][] rows = IntStream.range(0, matrix.rows()).mapToObj(matrix::row).toArray(float[][]::new);
        rows[row][column] += by;
        return FloatMatrix.copyOf(rows);
    }

    @Test
    void without_layers_it_is_the_gradient_of_the_logits() {
        FloatMatrix at = NETWORK.embeddings(TEXT);

        assertEquals(
                NETWORK.gradients(TEXT, List.of(at), ClassOutput.logit(1).ratherThan(0))
                        .get(0),
                gradient(at));
    }

    @Test
    void sequences_and_unknown_layers_are_refused() {
        FloatMatrix at = NETWORK.embeddings(TEXT);

        assertRefused("the layer \"conv3\" must have one vector", () -> gradient(at, "conv3"));
        assertRefused("there is no layer \"dense9\"", () -> gradient(at, "dense9"));
    }
}
