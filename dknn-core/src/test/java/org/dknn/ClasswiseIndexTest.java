package org.dknn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dknn.index.ExactIndex;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClasswiseIndexTest {

    private static final LabelSet THREE = LabelSet.of("a", "b", "c");

    /** Positions 0, 10, 1, 11, 2; labels a, b, a, b, a; c has none. */
    private static ClasswiseIndex line() {
        return index(FloatMatrix.wrap(5, 1, new float[] {0, 10, 1, 11, 2}), 0, 1, 0, 1, 0);
    }

    private static ClasswiseIndex index(FloatMatrix matrix, int... labels) {
        List<Integer> inputs = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            inputs.add(i);
        }
        ReferenceExamples<Integer> reference = new ReferenceExamples<>(Dataset.of(inputs, labels, THREE));
        List<Optional<NeighborIndex>> byLabel = new ArrayList<>();
        for (int label = 0; label < 3; label++) {
            int[] ordinals = reference.ordinals(label);
            byLabel.add(
                    ordinals.length == 0
                            ? Optional.empty()
                            : Optional.of(ExactIndex.factory().build(matrix.select(ordinals), Metric.EUCLIDEAN)));
        }
        return new ClasswiseIndex(byLabel, reference);
    }

    @Test
    void the_nearest_of_each_class_and_of_all_by_hand() {
        ClasswiseIndex.Found found =
                line().search(FloatMatrix.copyOf(new float[] {4}), 2).get(0);

        assertArrayEquals(new int[] {4, 2}, found.nearest().ordinals());
        assertArrayEquals(new int[] {4, 2}, found.byLabel().get(0).ordinals());
        assertArrayEquals(new int[] {1, 3}, found.byLabel().get(1).ordinals());
        assertArrayEquals(new float[] {6, 7}, found.byLabel().get(1).distances());
        assertEquals(0, found.byLabel().get(2).size());
    }

    @Test
    void ties_between_classes_go_to_the_lower_ordinal() {
        ClasswiseIndex.Found found =
                line().search(FloatMatrix.copyOf(new float[] {6}), 3).get(0);

        assertArrayEquals(
                new int[] {1, 4, 2}, found.nearest().ordinals()); // 10 and 2 are both at 4; then 1 and 11 at 5
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40, 200})
    void merged_they_are_what_one_index_of_all_finds(int k) {
        Random random = new Random(13);
        float[] values = new float[200 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(6); // many equal distances
        }
        int[] labels = random.ints(200, 0, 3).toArray();
        FloatMatrix matrix = FloatMatrix.wrap(200, 3, values);
        NeighborIndex whole = ExactIndex.factory().build(matrix, Metric.EUCLIDEAN);
        FloatMatrix queries = matrix.rows(0, 50);

        List<Neighbors> merged = index(matrix, labels).search(queries, k).stream()
                .map(ClasswiseIndex.Found::nearest)
                .toList();
        assertEquals(whole.search(queries, k), merged, "seed 13");
    }

    @Test
    void a_reference_example_is_left_out_of_its_own_neighbors() {
        ClasswiseIndex.Found found =
                line().search(FloatMatrix.copyOf(new float[] {1}), 3).get(0).without(2, 0, 2);

        assertArrayEquals(new int[] {0, 4}, found.nearest().ordinals());
        assertArrayEquals(new int[] {0, 4}, found.byLabel().get(0).ordinals());
        assertArrayEquals(new int[] {1, 3}, found.byLabel().get(1).ordinals());
    }
}
