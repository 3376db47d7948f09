package org.dknn.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dknn.testkit.RandomVectors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PanelsTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "256, 3", "257, 4", "700, 5", "511, 301"})
    void laying_out_and_back_changes_no_bit(int rows, int columns) {
        FloatMatrix vectors = RandomVectors.normal(5, rows, columns);

        Panels panels = Panels.of(PreparedVectors.of(vectors, Metric.EUCLIDEAN));

        assertEquals(vectors, panels.toMatrix());
        assertEquals(vectors.select(rows - 1, 0), panels.select(rows - 1, 0));
        assertEquals(rows, panels.rows());
        assertEquals(columns, panels.columns());
    }

    @Test
    void the_last_panel_holds_the_rest() {
        Panels panels = Panels.of(PreparedVectors.of(RandomVectors.normal(6, 600, 2), Metric.EUCLIDEAN));

        assertEquals(3, panels.count());
        assertEquals(256, panels.height(0));
        assertEquals(88, panels.height(2));
        assertThrows(IndexOutOfBoundsException.class, () -> panels.height(3));
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void scanned_distances_are_bitwise_those_of_pairs(Metric metric) {
        for (int columns : new int[] {1, 2, 3, 4, 5, 50, 99}) {
            PreparedVectors vectors = PreparedVectors.of(RandomVectors.coarse(7, 300, columns), metric);
            PreparedVectors queries = PreparedVectors.of(RandomVectors.coarse(8, 9, columns), metric);

            assertScansEqualPairs(Panels.of(vectors), vectors, queries);
        }
    }

    private static void assertScansEqualPairs(Panels panels, PreparedVectors vectors, PreparedVectors queries) {
        int count = queries.matrix().rows();
        float[][] squared = new float[count - 1][Panels.HEIGHT];
        for (int p = 0; p < panels.count(); p++) {
            panels.squaredDistances(new Panels.Queries(queries, 1, count), p, squared);
            for (int q = 1; q < count; q++) {
                for (int i = 0; i < panels.height(p); i++) {
                    assertEquals(vectors.squaredDistance(p * Panels.HEIGHT + i, queries, q), squared[q - 1][i]);
                }
            }
        }
    }

    @Test
    void queries_outside_are_refused() {
        PreparedVectors vectors = PreparedVectors.of(RandomVectors.normal(9, 3, 2), Metric.EUCLIDEAN);

        assertThrows(IndexOutOfBoundsException.class, () -> new Panels.Queries(vectors, 0, 4));
    }
}
