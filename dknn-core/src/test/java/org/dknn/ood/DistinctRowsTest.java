package org.dknn.ood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.dknn.testkit.RandomVectors;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;

class DistinctRowsTest {

    @Test
    void equal_rows_come_once_in_the_order_of_the_first() {
        FloatMatrix all = FloatMatrix.copyOf(new float[][] {{1, 2}, {3, 4}, {1, 2}, {0, 0}, {3, 4}, {2, 1}});

        DistinctRows rows = DistinctRows.of(all);

        assertEquals(all.select(0, 1, 3, 5), rows.matrix());
        for (int row = 0; row < 6; row++) {
            assertArrayEquals(all.row(row), rows.matrix().row(rows.rowOf(row)));
        }
    }

    /** Of 2,000 rows of two values out of three, nine differ. */
    @Test
    void every_row_is_found_again() {
        FloatMatrix all = RandomVectors.coarse(5, 2000, 2);

        DistinctRows rows = DistinctRows.of(all);

        for (int row = 0; row < 2000; row++) {
            assertArrayEquals(all.row(row), rows.matrix().row(rows.rowOf(row)));
        }
        assertSame(rows.matrix(), DistinctRows.of(rows.matrix()).matrix());
    }

    @Test
    void a_matrix_without_rows_has_none() {
        assertEquals(
                0,
                DistinctRows.of(FloatMatrix.wrap(0, 3, new float[0])).matrix().rows());
    }
}
