package org.dknn;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelChecksTest {

    private static final LabelSet LABELS = LabelSet.of("low", "high");

    @TempDir
    private Path directory;

    @Test
    void a_twentieth_is_marked_and_all_are_ranked() {
        LabelChecks checks = LabelChecks.of(40, new int[] {7, 3, 9}, new int[] {1, 0, 1});

        // .05 of 40 are the first two
        assertEquals(OptionalInt.of(1), checks.proposed(7));
        assertEquals(OptionalInt.of(0), checks.proposed(3));
        assertEquals(OptionalInt.empty(), checks.proposed(9));
        assertEquals(1, checks.suspicion(7));
        assertEquals(1 - 2 / 40.0, checks.suspicion(9));
        assertEquals(0, checks.suspicion(8));
    }

    @Test
    void they_are_saved_with_the_classifier() throws IOException {
        List<String> inputs = IntStream.range(0, 30).mapToObj(i -> i + "," + i).toList();
        int[] labels = IntStream.range(0, 30).map(i -> i / 15).toArray();
        Dataset<String> training = Dataset.of(inputs, labels, LABELS);
        LabelChecks checks = LabelChecks.of(30, new int[] {4, 20}, new int[] {1, 0});
        try (DeepKnn<String> dknn =
                DeepKnn.builder(new PointExtractor()).neighbors(3).fit(training, training)) {
            assertEquals(LabelChecks.none(), dknn.labelChecks());
            dknn.withLabelChecks(checks).save(directory);
            assertRefused(
                    "needs checks of the 30 reference examples, got those of 40",
                    () -> dknn.withLabelChecks(LabelChecks.of(40, new int[0], new int[0])));
            assertRefused(
                    "proposed labels must be in 0..1, got 2",
                    () -> dknn.withLabelChecks(LabelChecks.of(30, new int[] {4}, new int[] {2})));
        }
        try (DeepKnn<String> loaded = DeepKnn.load(directory, new PointExtractor())) {
            assertEquals(checks, loaded.labelChecks());
            assertEquals(checks, loaded.withLimits(ValueLimits.none()).labelChecks());
        }
    }

    @Test
    void bad_checks_are_refused() {
        assertRefused("in 0..4, got 5", () -> LabelChecks.of(5, new int[] {5}, new int[] {0}));
        assertRefused("needs different ordinals", () -> LabelChecks.of(5, new int[] {1, 1}, new int[] {0, 0}));
        assertRefused("got 1 and 2", () -> LabelChecks.of(5, new int[] {1}, new int[] {0, 0}));
    }
}
