package org.dknn.vector;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.dknn.testkit.RandomVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatMatrixTest {

    private static final FloatMatrix MATRIX = FloatMatrix.copyOf(new float[][] {{1, 2}, {3, 4}, {5, 6}});

    @Test
    void no_rows_have_a_width() {
        assertEquals(FloatMatrix.wrap(0, 3, new float[0]), FloatMatrix.copyOf(3, List.of()));
        assertEquals(
                FloatMatrix.copyOf(new float[] {1, 2}, new float[] {3, 4}),
                FloatMatrix.copyOf(2, List.of(new float[] {1, 2}, new float[] {3, 4})));
        assertThrows(IllegalArgumentException.class, () -> FloatMatrix.copyOf(3, List.of(new float[2])));
    }

    @Test
    void equal_largest_values_go_to_the_lowest_column() {
        FloatMatrix matrix = FloatMatrix.copyOf(new float[] {1, 3, 3}, new float[] {5, 5, 2});

        assertEquals(1, matrix.argMax(0));
        assertEquals(0, matrix.argMax(1));
    }

    @Test
    void values_are_row_by_row() {
        FloatMatrix wrapped = FloatMatrix.wrap(3, 2, new float[] {1, 2, 3, 4, 5, 6});

        assertEquals(MATRIX, wrapped);
        assertEquals(MATRIX.hashCode(), wrapped.hashCode());
        assertEquals(3, MATRIX.rows());
        assertEquals(2, MATRIX.columns());
        assertEquals(4, MATRIX.get(1, 1));
        assertArrayEquals(new float[] {5, 6}, MATRIX.row(2));
        assertEquals("FloatMatrix[3 x 2]", MATRIX.toString());
    }

    @Test
    void shape_is_part_of_equality() {
        assertNotEquals(MATRIX, FloatMatrix.wrap(2, 3, new float[] {1, 2, 3, 4, 5, 6}));
        assertNotEquals(MATRIX, RandomVectors.with(MATRIX, 2, 1, 7));
    }

    @Test
    void rows_and_selections_are_copies_in_the_asked_order() {
        float[] target = new float[6];

        MATRIX.copyRows(1, 3, target, 2);

        assertArrayEquals(new float[] {0, 0, 3, 4, 5, 6}, target);
        assertEquals(FloatMatrix.copyOf(new float[][] {{3, 4}, {5, 6}}), MATRIX.rows(1, 3));
        assertEquals(0, MATRIX.rows(1, 1).rows());
        assertEquals(FloatMatrix.copyOf(new float[][] {{5, 6}, {1, 2}, {5, 6}}), MATRIX.select(2, 0, 2));
        assertEquals(2, MATRIX.select().columns());
    }

    @Test
    void copying_in_and_out_leaves_the_matrix_alone() {
        float[][] rows = {{1, 2}, {3, 4}};
        FloatMatrix matrix = FloatMatrix.copyOf(rows);

        rows[0][0] = 9;
        matrix.row(1)[0] = 9;

        assertEquals(1, matrix.get(0, 0));
        assertEquals(3, matrix.get(1, 0));
    }

    @Test
    void rows_of_unequal_length_are_refused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> FloatMatrix.copyOf(new float[][] {{1, 2}, {3}}));

        assertEquals("rows must have 2 columns as row 0 has, row 1 has 1", refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> FloatMatrix.copyOf(new float[0][]));
    }

    @ParameterizedTest
    @CsvSource({"-1, 2", "2, 0", "3, 1", "1, 3", "65536, 65536"})
    void shapes_that_do_not_fit_the_values_are_refused(int rows, int columns) {
        assertThrows(IllegalArgumentException.class, () -> FloatMatrix.wrap(rows, columns, new float[2]));
    }

    @Test
    void more_values_than_an_array_holds_are_refused() {
        float[] wide = new float[1 << 16];
        FloatMatrix row = FloatMatrix.copyOf(wide);
        FloatMatrix column = FloatMatrix.wrap(1 << 16, 1, wide);
        String wanted = "a matrix holds at most 2147483639 values, got [32768 x 65536]; use fewer rows or columns";

        assertRefused(
                wanted,
                () -> FloatMatrix.copyOf(Collections.nCopies(1 << 15, wide).toArray(float[][]::new)));
        assertRefused(wanted, () -> row.select(new int[1 << 15]));
        assertRefused(wanted, () -> FloatMatrix.concat(Collections.nCopies(1 << 15, row)));
        assertRefused("[4294967296 x 1]", () -> FloatMatrix.concat(Collections.nCopies(1 << 16, column)));
        assertRefused("[3000000000 x 2]", () -> FloatMatrix.allocate(3_000_000_000L, 2));
    }

    @Test
    void matrices_are_joined_row_by_row() {
        assertEquals(MATRIX, FloatMatrix.concat(List.of(MATRIX.rows(0, 1), MATRIX.rows(1, 1), MATRIX.rows(1, 3))));
        assertRefused(
                "rows must have 2 columns as those of matrix 0 have, matrix 1 has 3",
                () -> FloatMatrix.concat(List.of(MATRIX, FloatMatrix.wrap(0, 3, new float[0]))));
        assertRefused("at least one matrix", () -> FloatMatrix.concat(List.of()));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "3, 0", "0, -1", "0, 2"})
    void places_outside_are_refused(int row, int column) {
        assertThrows(IndexOutOfBoundsException.class, () -> MATRIX.get(row, column));
    }

    @Test
    void the_first_value_that_is_not_finite_is_named() {
        FloatMatrix infinite = RandomVectors.with(MATRIX, 1, 1, Float.NEGATIVE_INFINITY);

        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> infinite.requireFinite("activations"));

        assertEquals("activations must be finite, got -Infinity at row 1, column 1", refused.getMessage());
        assertSame(MATRIX, MATRIX.requireFinite("activations"));
    }

    @ParameterizedTest
    @CsvSource({"3, 2", "0, 7", "1000, 33"})
    void writing_and_reading_changes_no_bit(int rows, int columns) throws IOException {
        FloatMatrix matrix = RandomVectors.normal(1, rows, columns);

        byte[] bytes = written(matrix);

        assertEquals(2 * Integer.BYTES + rows * columns * Float.BYTES, bytes.length);
        assertEquals(matrix, read(bytes));
    }

    @Test
    void input_that_ends_early_or_lies_about_its_shape_is_refused() throws IOException {
        byte[] bytes = written(MATRIX);
        byte[] negative = bytes.clone();
        Arrays.fill(negative, 0, Integer.BYTES, (byte) -1);
        byte[] huge = bytes.clone();
        Arrays.fill(huge, 0, 2 * Integer.BYTES, (byte) 0x7f);

        assertThrows(EOFException.class, () -> read(Arrays.copyOf(bytes, bytes.length - 1)));
        IOException refused = assertThrows(IOException.class, () -> read(negative));
        assertEquals("impossible shape of a matrix: [-1 x 2]", refused.getMessage());
        assertThrows(IOException.class, () -> read(huge));
    }

    private static byte[] written(FloatMatrix matrix) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        matrix.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static FloatMatrix read(byte[] bytes) throws IOException {
        return FloatMatrix.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void column_sums_by_hand() {
        assertArrayEquals(
                new float[] {5, 7},
                FloatMatrix.copyOf(new float[] {1, 5}, new float[] {4, 2}).columnSums());
        assertArrayEquals(new float[2], FloatMatrix.wrap(0, 2, new float[0]).columnSums());
    }
}
