package org.dknn.nlp.gradient;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.GradientExtractor;
import org.dknn.activation.InputCodec;
import org.dknn.nlp.attribution.Asking;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.PlanExecutor;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.attribution.Variant;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;

/** {@link VectorWords} with a layer that is the sum of its words' vectors. */
class NeighborGradientTest {

    private static final VectorWords NETWORK = new VectorWords();

    /** Tells the sum of the vectors and the logits (0, 2 a + b), and goes back through both. */
    private static class Summing implements GradientExtractor<List<String>> {

        private final VectorWords words;

        Summing(VectorWords words) {
            this.words = words;
        }

        @Override
        public int classes() {
            return words.classes();
        }

        @Override
        public FloatMatrix embeddings(List<String> input) {
            return words.embeddings(input);
        }

        @Override
        public FloatMatrix probabilities(List<String> input, List<FloatMatrix> embeddings) {
            return words.probabilities(input, embeddings);
        }

        @Override
        public List<ClassGradient> gradients(List<String> input, List<FloatMatrix> embeddings, ClassOutput output) {
            return words.gradients(input, embeddings, output);
        }

        @Override
        public ClassGradient gradient(List<String> input, FloatMatrix embeddings, LayerScore score) {
            float[] sum = sum(embeddings);
            float logit = (float) (VectorWords.WEIGHTS[0] * sum[0] + VectorWords.WEIGHTS[1] * sum[1]);
            Slopes slopes = score.slopes(List.of(FloatMatrix.copyOf(sum)), FloatMatrix.copyOf(new float[] {0, logit}));
            float[] row = slopes.layers().get(0).row(0);
            for (int i = 0; i < row.length; i++) {
                row[i] += (float) (slopes.logits().get(0, 1) * VectorWords.WEIGHTS[i]);
            }
            float[][] rows = new float[embeddings.rows()][];
            Arrays.fill(rows, row);
            return new ClassGradient(slopes.score(), FloatMatrix.copyOf(rows));
        }
    }

    private static float[] sum(FloatMatrix embeddings) {
        float[] sum = new float[2];
        for (int row = 0; row < embeddings.rows(); row++) {
            sum[0] += embeddings.get(row, 0);
            sum[1] += embeddings.get(row, 1);
        }
        return sum;
    }

    private record Sums(int classes) implements ActivationExtractor<List<String>> {

        @Override
        public List<String> layers() {
            return List.of("sum");
        }

        @Override
        public InputCodec<List<String>> codec() {
            return InputCodec.words();
        }

        @Override
        public String fingerprint() {
            return "sums";
        }

        @Override
        public Activations extract(List<List<String>> inputs, IntConsumer progress) {
            float[][] rows =
                    inputs.stream().map(input -> sum(NETWORK.embeddings(input))).toArray(float[][]::new);
            float[][] shares = new float[inputs.size()][classes];
            for (float[] share : shares) {
                Arrays.fill(share, 1f / classes);
            }
            return new Activations(layers(), List.of(FloatMatrix.copyOf(rows)), FloatMatrix.copyOf(shares));
        }
    }

    private static DeepKnn<List<String>> fitted(Metric metric) {
        return fitted(metric, LabelSet.of("negative", "positive"));
    }

    private static DeepKnn<List<String>> fitted(Metric metric, LabelSet labels) {
        Dataset<List<String>> examples = Dataset.of(List.of(List.of("bad"), List.of("good")), new int[] {0, 1}, labels);
        return DeepKnn.builder(new Sums(labels.size()))
                .neighbors(1)
                .metric(metric)
                .fit(examples, examples);
    }

    @Test
    void results_that_are_read_several_times_cost_one_gradient() {
        AtomicInteger passes = new AtomicInteger();
        Summing network = new Summing(NETWORK) {
            @Override
            public ClassGradient gradient(List<String> input, FloatMatrix embeddings, LayerScore score) {
                passes.incrementAndGet();
                return super.gradient(input, embeddings, score);
            }
        };
        try (DeepKnn<List<String>> dknn = fitted(Metric.EUCLIDEAN)) {
            Plan<Attributions> plan =
                    NeighborGradient.of(dknn, network).plan(Features.of(List.of("good", "bad")), Target.of(1));

            List<Attributions> read = new PlanExecutor(Predictor.of(dknn))
                    .run(plan.redrawn(List.of(UnaryOperator.identity(), UnaryOperator.identity())));

            assertEquals(read.get(0), read.get(1));
            assertEquals(1, passes.get());
        }
    }

    private static double[] values(Metric metric, List<String> words, Target target) {
        try (DeepKnn<List<String>> dknn = fitted(metric)) {
            return Asking.attribute(NeighborGradient.of(dknn, new Summing(NETWORK)), words, target, dknn)
                    .values();
        }
    }

    /**
     * The sum x is (1.25, -.5). "bad" (-1, .5) is sqrt(6.0625) away, "good" (1, 0) sqrt(.3125): by x the neighbors change by (2.25, -1) /
     * 6.0625 - (.25, -.5) / .3125 = (-.428866, 1.435052), the log-odds by (2, 1).
     */
    @Test
    void neighbors_and_network_by_hand() {
        double good = 1.571134;
        double so = 0.25 * 1.571134 - 0.5 * 2.435052;
        List<String> words = List.of("good", "film", "so");

        assertArrayEquals(new double[] {good, 0, so}, values(Metric.EUCLIDEAN, words, Target.of(1)), 1e-4);
        assertArrayEquals(new double[] {-good, 0, -so}, values(Metric.EUCLIDEAN, words, Target.of(0)), 1e-4);
        assertArrayEquals(
                new double[] {good, 0, so},
                values(Metric.EUCLIDEAN, words, Target.of(1).ratherThan(0)),
                1e-4);
    }

    /** By cosine a text that is longer in the same direction is as far, so that all words together are worth the log-odds, 2.5 - .5. */
    @Test
    void by_cosine_the_neighbors_say_nothing_of_lengths() {
        double[] values = values(Metric.COSINE, List.of("good", "so"), Target.of(1));

        assertEquals(2, Arrays.stream(values).sum(), 1e-5);
        // of "good" (1, 0) from x = (1.25, -.5): by the neighbors alone it would be 2
        assertTrue(Math.abs(values[0] - 2) > 0.1);
    }

    @Test
    void a_class_without_reference_examples_is_no_nearest_one() {
        List<String> words = List.of("good", "film", "so");
        for (Metric metric : Metric.values()) {
            try (DeepKnn<List<String>> dknn = fitted(metric, LabelSet.of("negative", "positive", "neutral"))) {
                NeighborGradient attribution = NeighborGradient.of(dknn, new Summing(NETWORK));

                assertArrayEquals(
                        values(metric, words, Target.of(1)),
                        Asking.attribute(attribution, words, Target.of(1), dknn).values());
            }
        }
    }

    @Test
    void the_text_itself_is_all_that_is_asked() {
        List<String> words = List.of("good", "film", "so");
        try (DeepKnn<List<String>> dknn = fitted(Metric.EUCLIDEAN)) {
            List<List<Variant>> asked = new ArrayList<>();
            Predictor predictor = inputs -> {
                asked.add(inputs);
                return Predictor.of(dknn).predictAll(inputs);
            };

            Asking.attribute(NeighborGradient.of(dknn, new Summing(NETWORK)), words, Target.of(1), predictor);

            assertEquals(List.of(List.of(Variant.of(words))), asked);
        }
    }

    /**
     * What the score tells of a text that goes a little further the same way. "good" and "bad" are the only examples of their classes, so
     * that the neighbors stay.
     */
    @Test
    void it_is_the_derivative_of_the_score_of_predictions() {
        List<String> words = List.of("good", "so");
        for (Metric metric : Metric.values()) {
            try (DeepKnn<List<String>> dknn = fitted(metric)) {
                float[] at = sum(NETWORK.embeddings(words));
                double[] values = values(metric, words, Target.of(1));

                double more = logRatio(dknn, at, 1.001f);
                double less = logRatio(dknn, at, 0.999f);

                // the network adds 2 a + b of its logit
                double ofNetwork = VectorWords.WEIGHTS[0] * at[0] + VectorWords.WEIGHTS[1] * at[1];
                assertEquals((more - less) / 0.002, Arrays.stream(values).sum() - ofNetwork, 5e-3);
            }
        }
    }

    private static double logRatio(DeepKnn<List<String>> dknn, float[] at, float length) {
        float[] vector = {at[0] * length, at[1] * length};
        float[][] examples = {sum(NETWORK.embeddings(List.of("bad"))), sum(NETWORK.embeddings(List.of("good")))};
        return Math.log(dknn.metric().distance(vector, examples[0]))
                - Math.log(dknn.metric().distance(vector, examples[1]));
    }

    @Test
    void a_network_whose_layers_cannot_be_reached_is_refused() {
        try (DeepKnn<List<String>> dknn = fitted(Metric.COSINE)) {
            NeighborGradient attribution = NeighborGradient.of(dknn, NETWORK);

            assertRefused(
                    UnsupportedOperationException.class,
                    "needs gradients by layers, which VectorWords does not give",
                    () -> Asking.attribute(attribution, List.of("good"), Target.of(1), dknn));
        }
    }
}
