package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelChecks;
import org.dknn.LabelSet;
import org.dknn.Prediction;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.bench.study.EvidenceStudy.Flips;
import org.dknn.bench.study.EvidenceStudy.Marks;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;

class EvidenceStudyTest {

    /**
     * Reads one word, "w" and a number from 0 to 99, as a place on an arc.
     *
     * @param bound number from which on it says positive
     */
    private record Arc(int bound) implements ActivationExtractor<List<String>> {

        @Override
        public List<String> layers() {
            return List.of("arc");
        }

        @Override
        public InputCodec<List<String>> codec() {
            return InputCodec.words();
        }

        @Override
        public String fingerprint() {
            return "arc " + bound;
        }

        @Override
        public Activations extract(List<List<String>> inputs, IntConsumer progress) {
            float[] places = new float[2 * inputs.size()];
            float[] odds = new float[2 * inputs.size()];
            for (int i = 0; i < inputs.size(); i++) {
                int number = number(inputs.get(i));
                // wider apart from number to number, so that no two are equally far
                double place = number / 100.0 + number * number / 100_000.0;
                places[2 * i] = (float) Math.cos(place);
                places[2 * i + 1] = (float) Math.sin(place);
                odds[2 * i + 1] = (float) (1 / (1 + Math.exp((bound - 0.5 - number) / 10.0)));
                odds[2 * i] = 1 - odds[2 * i + 1];
            }
            return new Activations(
                    layers(),
                    List.of(FloatMatrix.wrap(inputs.size(), 2, places)),
                    FloatMatrix.wrap(inputs.size(), 2, odds));
        }
    }

    private static DeepKnn<List<String>> onArc(int bound) {
        return DeepKnn.builder(new Arc(bound))
                .neighbors(5)
                .metric(Metric.COSINE)
                .fit(numbers(0), numbers(1));
    }

    private static int number(List<String> words) {
        return Integer.parseInt(words.get(0).substring(1));
    }

    /** Every second number from one on, positive from 50 on. */
    private static Dataset<List<String>> numbers(int first) {
        List<Integer> all =
                IntStream.range(0, 50).map(i -> first + 2 * i).boxed().toList();
        return Dataset.of(
                all.stream().map(number -> List.of("w" + number)).toList(),
                all.stream().mapToInt(number -> number < 50 ? 0 : 1).toArray(),
                LabelSet.of("negative", "positive"));
    }

    @Test
    void beside_each_flip_stands_a_text_as_near_the_boundary() {
        List<List<String>> texts =
                IntStream.range(0, 100).mapToObj(i -> List.of("w" + i)).toList();
        try (DeepKnn<List<String>> clean = onArc(50);
                DeepKnn<List<String>> planted = onArc(60)) {
            List<Prediction> before = clean.predictAll(texts);
            Flips flips = Flips.of(before, planted.predictAll(texts), 1);

            assertEquals(IntStream.range(50, 60).boxed().toList(), flips.flips());
            // the boundary of the clean network is between 49 and 50
            assertEquals(flips.flips().stream().map(flip -> 99 - flip).toList(), flips.others());
        }
    }

    @Test
    void examples_are_shown_in_five_ways() {
        try (DeepKnn<List<String>> dknn = onArc(50)) {
            double[] suspicions = new double[50];
            suspicions[33] = 2;
            suspicions[10] = 3; // far away
            ShownExamples shown = new ShownExamples(dknn, suspicions, 1);
            List<String> text = List.of("w71");

            Map<String, List<Integer>> ways = shown.of(text, shown.explain(text), 3);

            // ordinals are half of the numbers; the five neighbors are 33 to 37
            assertEquals(List.of(35, 36, 34), ways.get(ShownExamples.NEAREST));
            assertEquals(List.of(33, 35, 36), ways.get(ShownExamples.MOST_SUSPECT));
            assertEquals(List.of(35, 36, 34), ways.get(ShownExamples.LAST_LAYER));
            // the positive ones of which the network is least sure
            assertEquals(List.of(25, 26, 27), ways.get(ShownExamples.TRAC_IN));
            assertEquals(3, new HashSet<>(ways.get(ShownExamples.RANDOM)).size());
        }
    }

    @Test
    void marks_are_right_where_labels_were_changed() {
        BitSet changed = new BitSet();
        changed.set(3);
        LabelChecks checks = LabelChecks.of(40, new int[] {3, 7, 9}, new int[] {0, 0, 0});

        // two of forty are marked
        assertEquals(new Marks(2, 1), Marks.of(new PlantedErrors<>(numbers(0), changed), checks));
        assertTrue(checks.proposed(9).isEmpty());
    }
}
