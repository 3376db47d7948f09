package org.dknn.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiledMatrixTest {

    private static float[] values(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - .5f;
        }
        return values;
    }

    private static float[] transposed(int in, int out, float... values) {
        float[] transposed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            transposed[i % out * in + i / out] = values[i];
        }
        return transposed;
    }

    /** Widths that end within a tile, at its end and behind it; numbers of rows about those that go together. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 2, 5", "4, 255, 15", "6, 256, 16", "9, 257, 17", "5, 700, 33", "8, 512, 32"})
    void adds_the_products_of_each_row(int in, int out, int rows) {
        float[] weights = values(in * out, 1);
        float[] vectors = values(rows * in, 2);
        float[] begun = values(rows * out, 3);

        float[] sums = begun.clone();
        TiledMatrix.of(in, out, weights).addProducts(vectors, rows, sums);

        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < out; column++) {
                double sum = begun[row * out + column];
                for (int i = 0; i < in; i++) {
                    sum += (double) vectors[row * in + i] * weights[i * out + column];
                }
                assertEquals(sum, sums[row * out + column], 1e-5, row + ", " + column);
            }
        }
    }

    @Test
    void a_product_does_not_depend_on_the_rows_beside_it_or_on_how_it_was_made() {
        int in = 7;
        int out = 300;
        int rows = 21;
        float[] weights = values(in * out, 1);
        float[] vectors = values(rows * in, 2);
        float[][] sums = new float[rows][out];
        TiledMatrix.of(in, out, weights).addProducts(vectors, sums);

        float[] byColumn = transposed(in, out, weights);
        TiledMatrix columns =
                TiledMatrix.ofColumns(in, out, column -> Arrays.copyOfRange(byColumn, column * in, (column + 1) * in));
        for (int row = 0; row < rows; row++) {
            float[] alone = new float[out];
            columns.addProducts(Arrays.copyOfRange(vectors, row * in, (row + 1) * in), 1, alone);
            assertArrayEquals(sums[row], alone);
        }
    }

    @Test
    void the_tiles_in_any_order_are_the_product() {
        TiledMatrix matrix = TiledMatrix.of(3, 600, values(1_800, 1));
        float[] vectors = values(6, 2);
        float[][] sums = new float[2][600];
        matrix.addProducts(vectors, sums);

        float[][] backwards = new float[2][601];
        for (int tile = matrix.tiles() - 1; tile >= 0; tile--) {
            matrix.addTile(tile, vectors, backwards);
        }

        for (int row = 0; row < 2; row++) {
            assertArrayEquals(sums[row], Arrays.copyOf(backwards[row], 600));
            assertEquals(0, backwards[row][600], "what is behind the columns is left alone");
        }
    }

    @Test
    void side_by_side_each_part_gives_its_own_product() {
        List<TiledMatrix> parts = IntStream.of(2, 300, 5)
                .mapToObj(out -> TiledMatrix.of(4, out, values(4 * out, out)))
                .toList();
        TiledMatrix whole = TiledMatrix.sideBySide(parts);
        float[] vector = values(4, 9);
        float[] sums = new float[307];
        whole.addProducts(vector, 1, sums);

        int from = 0;
        for (TiledMatrix part : parts) {
            float[] own = new float[part.out()];
            part.addProducts(vector, 1, own);
            assertArrayEquals(own, Arrays.copyOfRange(sums, from, from + own.length));
            from += own.length;
        }
        assertEquals(307, whole.out());
    }
}
