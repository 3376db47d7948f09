package org.dknn;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dknn.activation.Activations;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparableActivationsTest {

    private static final LabelSet LABELS = LabelSet.of("low", "high");

    /** Points near 0 and near 1, all times a factor. */
    private static Dataset<String> points(int count, double factor) {
        List<String> points = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 2;
            points.add(factor * (labels[i] + 0.01 * i) + "," + factor * (1 + labels[i] + 0.02 * i));
        }
        return Dataset.of(points, labels, LABELS);
    }

    private static DeepKnn<String> fitted(double factor, Metric metric) {
        return DeepKnn.builder(new PointExtractor())
                .neighbors(3)
                .metric(metric)
                .fit(points(20, factor), points(10, factor));
    }

    @ParameterizedTest
    @ValueSource(doubles = {3e19, 1e37, 1e-30, 1e-38})
    void distances_that_overflow_or_vanish_are_refused(double factor) {
        assertRefused("activations of layer left must be", () -> fitted(factor, Metric.EUCLIDEAN));
        assertRefused("Metric.COSINE", () -> fitted(factor, Metric.EUCLIDEAN));
    }

    /** The least and the largest powers of two that pass; a power of two changes no digit. */
    @ParameterizedTest
    @ValueSource(ints = {-26, -10, 10, 55})
    void other_scales_change_nothing(int exponent) {
        double factor = Math.scalb(1.0, exponent);
        try (DeepKnn<String> plain = fitted(1, Metric.EUCLIDEAN);
                DeepKnn<String> scaled = fitted(factor, Metric.EUCLIDEAN)) {
            Dataset<String> inputs = points(15, 1.1);
            Dataset<String> same = points(15, 1.1 * factor);
            for (int i = 0; i < inputs.size(); i++) {
                Prediction expected = plain.predict(inputs.inputs().get(i));
                Prediction prediction = scaled.predict(same.inputs().get(i));
                assertEquals(expected.label(), prediction.label());
                assertEquals(expected.votes(), prediction.votes());
                assertEquals(expected.pValues(), prediction.pValues());
            }
        }
    }

    @Test
    void cosine_compares_vectors_of_any_length() {
        for (float factor : new float[] {3e19f, 1e-30f}) {
            float distance = Metric.COSINE.distance(new float[] {factor, factor}, new float[] {factor, 0});
            assertEquals(1 - Math.sqrt(0.5), distance, 1e-6);
            fitted(factor, Metric.COSINE).close();
        }
    }

    @Test
    void an_input_whose_distances_overflow_is_refused() {
        try (DeepKnn<String> dknn = fitted(1, Metric.EUCLIDEAN)) {
            assertRefused("activations of layer right must be", () -> dknn.predict("1,3e19"));
        }
    }

    @Test
    void the_bound_keeps_squared_distances_finite() {
        for (int width : new int[] {1, 3, 4096}) {
            float bound = (float) Math.sqrt(Float.MAX_VALUE / 8 / width);
            float[] first = new float[width];
            Arrays.fill(first, bound);
            float[] second = new float[width];
            Arrays.fill(second, -bound);
            FloatMatrix vectors = FloatMatrix.copyOf(first, second);
            assertEquals(vectors, Metric.EUCLIDEAN.requireComparable(vectors, "vectors"));
            assertTrue(Float.isFinite(Metric.EUCLIDEAN.distance(first, second)));

            second[0] = -Math.nextUp(bound);
            FloatMatrix larger = FloatMatrix.copyOf(first, second);
            assertRefused("vectors must be at most", () -> Metric.EUCLIDEAN.requireComparable(larger, "vectors"));
            assertEquals(larger, Metric.COSINE.requireComparable(larger, "vectors"));
        }
    }

    @Test
    void a_layer_that_is_the_same_for_all_is_named() {
        Activations activations = new Activations(
                List.of("dead", "alive"),
                List.of(
                        FloatMatrix.copyOf(new float[] {0, 2}, new float[] {0, 2}),
                        FloatMatrix.copyOf(new float[] {1}, new float[] {2})),
                FloatMatrix.copyOf(new float[] {.5f, .5f}, new float[] {.5f, .5f}));
        assertEquals(
                Optional.of("All training examples have the same activations in these layers, which therefore tell"
                        + " nothing: dead"),
                scanned(activations).warning());
        assertEquals(
                Optional.empty(), scanned(activations.select(new int[] {0})).warning());
        Activations other = new Activations(
                activations.layers(),
                List.of(FloatMatrix.copyOf(new float[] {0, 3}), FloatMatrix.copyOf(new float[] {1})),
                FloatMatrix.copyOf(new float[] {.5f, .5f}));
        assertEquals(Optional.empty(), scanned(activations, other).warning());
    }

    private static ReferenceScan scanned(Activations... chunks) {
        int rows = Arrays.stream(chunks).mapToInt(Activations::rows).sum();
        ReferenceScan scan = new ReferenceScan(rows, LABELS, Metric.EUCLIDEAN);
        Arrays.stream(chunks).forEach(scan::add);
        return scan;
    }
}
