package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.bench.study.PlantedErrors.Kind;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlantedErrorsTest {

    /** On an arc, each a little further; labels change in the middle. */
    private static final int SIZE = 200;

    private static final Dataset<Integer> CLEAN = Dataset.of(
            IntStream.range(0, SIZE).boxed().toList(),
            IntStream.range(0, SIZE).map(i -> 2 * i / SIZE).toArray(),
            LabelSet.of("low", "high"));

    private static FloatMatrix arc() {
        float[] values = new float[2 * SIZE];
        for (int i = 0; i < SIZE; i++) {
            values[2 * i] = (float) Math.cos(i / 100.0);
            values[2 * i + 1] = (float) Math.sin(i / 100.0);
        }
        return FloatMatrix.wrap(SIZE, 2, values);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void as_many_labels_change_as_asked_for(Kind kind) {
        PlantedErrors<Integer> planted = PlantedErrors.of(CLEAN, kind, 0.1, arc(), 3);

        assertEquals(20, planted.changed().cardinality());
        for (int i = 0; i < SIZE; i++) {
            assertEquals(planted.changed().get(i), planted.examples().label(i) != CLEAN.label(i));
        }
        assertEquals(
                planted.changed(), PlantedErrors.of(CLEAN, kind, 0.1, arc(), 3).changed());
        assertNotEquals(
                planted.changed(), PlantedErrors.of(CLEAN, kind, 0.1, arc(), 4).changed());
    }

    @Test
    void groups_lie_together() {
        // 15 around one, and 5 around another or next to them
        List<Integer> changed = PlantedErrors.of(CLEAN, Kind.GROUPED, 0.1, arc(), 3).changed().stream()
                .boxed()
                .toList();
        long gaps = IntStream.range(1, 20)
                .filter(i -> changed.get(i) > changed.get(i - 1) + 1)
                .count();
        assertTrue(gaps <= 2, changed.toString());
    }

    @Test
    void changed_ones_are_found_among_the_first() {
        PlantedErrors<Integer> planted = PlantedErrors.of(CLEAN, Kind.SCATTERED, 0.1, arc(), 3);
        double[] perfect = IntStream.range(0, SIZE)
                .mapToDouble(i -> planted.changed().get(i) ? 1 : 0)
                .toArray();
        List<Integer> all = planted.changed().stream().boxed().toList();

        assertEquals(all.subList(0, 10), planted.among(perfect, 10));
        assertEquals(all, planted.among(perfect, 40));
    }
}
