package org.dknn;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.conformal.LabelVotes;
import org.dknn.index.Neighbors;
import org.junit.jupiter.api.Test;

class LeftOutReferenceTest {

    private static final LabelSet LABELS = LabelSet.of("low", "high");
    private static final Dataset<String> TRAINING = points("0,0 1,1 2,2 10,10 11,11 12,12", 0, 0, 0, 1, 1, 1);
    private static final Dataset<String> CALIBRATION = points("0,0 12,12 5,5", 0, 1, 1);

    private static Dataset<String> points(String points, int... labels) {
        return Dataset.of(List.of(points.split(" ")), labels, LABELS);
    }

    private static DeepKnn<String> fit(int k, Dataset<String> training) {
        return DeepKnn.builder(new PointExtractor()).neighbors(k).fit(training, CALIBRATION);
    }

    private static List<Prediction> leftOut(DeepKnn<String> dknn) {
        List<Prediction> predictions = new ArrayList<>();
        dknn.predictReference((prediction, ordinal) -> {
            assertEquals(predictions.size(), ordinal);
            predictions.add(prediction);
        });
        return predictions;
    }

    @Test
    void an_example_is_no_neighbor_of_its_own() {
        try (DeepKnn<String> dknn = fit(2, TRAINING)) {
            List<Prediction> predictions = leftOut(dknn);

            assertEquals(6, predictions.size());
            assertArrayEquals(
                    new int[] {1, 2}, predictions.get(0).neighbors().get(0).ordinals());
            assertArrayEquals(
                    new int[] {0, 2}, predictions.get(1).neighbors().get(1).ordinals());
            assertEquals(LabelVotes.of(0, 4), predictions.get(4).votes());
        }
    }

    @Test
    void as_many_neighbors_as_examples_are_one_fewer_without_oneself() {
        try (DeepKnn<String> dknn = fit(6, TRAINING)) {
            Prediction last = leftOut(dknn).get(5);

            assertArrayEquals(new int[] {4, 3, 2, 1, 0}, last.neighbors().get(0).ordinals());
            assertEquals(2, last.classNeighbors().get(0).get(1).size());
        }
    }

    @Test
    void a_duplicate_stays_a_neighbor() {
        try (DeepKnn<String> dknn = fit(1, points("3,3 3,3 9,9", 0, 1, 1))) {
            List<Prediction> predictions = leftOut(dknn);

            assertEquals(1, predictions.get(0).neighbors().get(0).ordinal(0));
            assertEquals(0, predictions.get(1).neighbors().get(0).ordinal(0));
            assertEquals(0, predictions.get(0).neighbors().get(0).distance(0));
        }
    }

    @Test
    void leaving_out_is_as_fitting_without() {
        Random random = new Random(6);
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            inputs.add(random.nextInt(40) + "," + random.nextInt(40));
        }
        int[] labels = random.ints(60, 0, 2).toArray();
        Dataset<String> training = Dataset.of(inputs, labels, LABELS);
        try (DeepKnn<String> dknn = fit(7, training)) {
            List<Prediction> predictions = leftOut(dknn);
            for (int left = 0; left < 60; left += 13) {
                int out = left;
                int[] others = IntStream.range(0, 60).filter(i -> i != out).toArray();
                try (DeepKnn<String> without = fit(7, training.select(others))) {
                    Prediction expected = without.predict(inputs.get(out));
                    Neighbors neighbors = expected.neighbors().get(0).mapped(others);
                    assertEquals(neighbors, predictions.get(out).neighbors().get(0), "seed 6, without " + out);
                    assertEquals(expected.statistics(), predictions.get(out).statistics(), "seed 6, without " + out);
                }
            }
        }
    }

    @Test
    void a_lone_example_cannot_be_left_out() {
        try (DeepKnn<String> dknn = fit(1, points("1,1", 0))) {
            assertRefused(IllegalStateException.class, "needs two reference examples", () -> leftOut(dknn));
        }
    }

    @Test
    void evidence_of_examples_is_that_of_their_predictions() {
        try (DeepKnn<String> dknn = fit(3, TRAINING)) {
            Dataset<String> some = points("0.25,9 4,4", 1, 0);

            ScoredExamples scored = dknn.score(some);

            assertEquals(dknn.predict("0.25,9").statistics(), scored.statistics(0));
            assertEquals(0.75f, scored.probabilities().get(0, 0));
            assertArrayEquals(new int[] {1, 0}, scored.labels());
            Dataset<String> others = Dataset.of(List.of("0,0"), new int[] {0}, LabelSet.of("bad", "good"));
            assertRefused("[low, high], got [bad, good]", () -> dknn.score(others));
        }
    }
}
