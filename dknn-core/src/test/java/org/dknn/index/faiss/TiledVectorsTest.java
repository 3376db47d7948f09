package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dknn.index.IndexFactory;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.VectorSource;
import org.junit.jupiter.api.Test;

@NeedsFaiss
class TiledVectorsTest {

    /** Promises five vectors of width three, in blocks of {@code blockRows}, and gives one block whatever is asked for. */
    private record Wrong(int blockRows, FloatMatrix block) implements VectorSource {

        @Override
        public int rows() {
            return 5;
        }

        @Override
        public int columns() {
            return 3;
        }

        @Override
        public FloatMatrix rows(int from, int to) {
            return block;
        }
    }

    private static void assertRefused(String message, VectorSource source) {
        IndexFactory.Context context = new IndexFactory.Context("network", "layer", "class");
        Exception thrown = assertThrows(
                IllegalArgumentException.class, () -> Faiss.flat().build(context, source, Metric.EUCLIDEAN));
        assertTrue(String.valueOf(thrown.getMessage()).contains(message), thrown.getMessage());
    }

    @Test
    void blocks_of_another_size_than_promised_do_not_reach_native_code() {
        assertRefused("got [6 x 3]", new Wrong(5, FloatMatrix.wrap(6, 3, new float[18])));
        assertRefused("got [5 x 2]", new Wrong(5, FloatMatrix.wrap(5, 2, new float[10])));
        assertRefused("got 0", new Wrong(0, FloatMatrix.wrap(5, 3, new float[15])));
    }
}
