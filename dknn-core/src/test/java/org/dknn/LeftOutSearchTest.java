package org.dknn;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.Nonconformity;
import org.dknn.conformal.PValueKind;
import org.dknn.index.Neighbors;
import org.junit.jupiter.api.Test;

class LeftOutSearchTest {

    private static final LabelSet LABELS = LabelSet.of("low", "high");
    private static final Dataset<String> CALIBRATION =
            Dataset.of(List.of("0,0", "12,12", "5,5"), new int[] {0, 1, 1}, LABELS);

    private static DeepKnn<String> fit(int k, Dataset<String> training) {
        return DeepKnn.builder(new PointExtractor())
                .neighbors(k)
                .nonconformity(Nonconformity.count())
                .fit(training, CALIBRATION);
    }

    @Test
    void the_label_turns_without_the_two_nearest() {
        Dataset<String> training =
                Dataset.of(List.of("1,1", "2,2", "6,6", "8,8", "9,9"), new int[] {0, 0, 1, 1, 1}, LABELS);
        try (DeepKnn<String> dknn = fit(3, training)) {
            // 1, 2 and 6 are the nearest of 3 in both layers
            assertEquals(LabelVotes.of(4, 2), dknn.predict("3,3").votes());
            assertEquals(
                    LabelVotes.of(2, 4), dknn.predictWithout("3,3", List.of(1)).votes());
            Prediction without = dknn.predictWithout("3,3", List.of(0, 1, 1));
            assertEquals(LabelVotes.of(0, 6), without.votes());
            assertEquals(1, without.label());
            // two stay, so there are two neighbors per layer
            assertEquals(
                    LabelVotes.of(2, 2),
                    dknn.predictWithout("3,3", List.of(0, 2, 3)).votes());
            assertEquals(
                    dknn.predict("3,3").votes(),
                    dknn.predictWithout("3,3", List.of()).votes());
        }
    }

    /** Coordinates of few values lie at equal distances by the dozen, those that go among them. */
    @Test
    void leaving_out_is_as_fitting_without() {
        for (int seed = 1; seed <= 40; seed++) {
            Random random = new Random(seed);
            int values = 2 + random.nextInt(20);
            List<String> inputs = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                inputs.add(random.nextInt(values) + "," + random.nextInt(values));
            }
            Dataset<String> training = Dataset.of(inputs, random.ints(60, 0, 2).toArray(), LABELS);
            Set<Integer> left = new TreeSet<>();
            int count = 1 + random.nextInt(40);
            while (left.size() < count) {
                left.add(random.nextInt(60));
            }
            int[] others = IntStream.range(0, 60).filter(i -> !left.contains(i)).toArray();
            String query = random.nextInt(values) + "," + random.nextInt(values);
            try (DeepKnn<String> dknn = fit(7, training);
                    DeepKnn<String> fitted = fit(7, training.select(others))) {
                Prediction expected = fitted.predict(query);
                Prediction found = dknn.predictWithout(query, left);

                String why = "seed " + seed;
                assertEquals(expected.statistics(), found.statistics(), why);
                assertEquals(expected.label(), found.label(), why);
                for (int layer = 0; layer < 2; layer++) {
                    Neighbors mapped = expected.neighbors().get(layer).mapped(others);
                    assertEquals(mapped, found.neighbors().get(layer), why);
                }
                // the calibration scores are those of all examples
                double[] scores = {found.nonconformity(0), found.nonconformity(1)};
                assertEquals(
                        dknn.calibration().pValue(scores[0], PValueKind.CONFORMAL, 1),
                        found.pValues().value(0),
                        why);
            }
        }
    }

    @Test
    void bad_ordinals_are_refused() {
        try (DeepKnn<String> dknn = fit(1, CALIBRATION)) {
            assertRefused("ordinals 0..2, got 3", () -> dknn.predictWithout("1,1", List.of(3)));
            assertRefused("got all 3 to be left out", () -> dknn.predictWithout("1,1", List.of(0, 1, 2)));
        }
    }
}
