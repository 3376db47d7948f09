package org.dknn.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dknn.testkit.RandomVectors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.VectorSource;
import org.junit.jupiter.api.Test;

class IndexFactoryTest {

    private static final IndexFactory.Context CONTEXT = new IndexFactory.Context("network", "dense", "positive");
    private static final FloatMatrix VECTORS = RandomVectors.normal(1, 30, 5);

    /** Blocks of seven rows. */
    private record Blocks(FloatMatrix matrix) implements VectorSource {

        @Override
        public int rows() {
            return matrix.rows();
        }

        @Override
        public int columns() {
            return matrix.columns();
        }

        @Override
        public FloatMatrix rows(int from, int to) {
            return matrix.rows(from, to);
        }

        @Override
        public int blockRows() {
            return 7;
        }
    }

    @Test
    void a_source_of_blocks_gives_its_matrix() {
        assertEquals(VECTORS, new Blocks(VECTORS).toMatrix());
        assertSame(VECTORS, VECTORS.toMatrix());
        assertEquals(1, FloatMatrix.wrap(0, 5_000_000, new float[0]).blockRows());
    }

    @Test
    void an_index_of_a_source_answers_as_one_of_its_matrix() {
        for (Metric metric : Metric.values()) {
            try (NeighborIndex blocks = ExactIndex.factory().build(CONTEXT, new Blocks(VECTORS), metric);
                    NeighborIndex whole = ExactIndex.factory().build(VECTORS, metric)) {
                assertEquals(whole.search(VECTORS, 9), blocks.search(VECTORS, 9));
            }
        }
    }

    @Test
    void a_source_without_vectors_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> ExactIndex.factory()
                .build(CONTEXT, new Blocks(VECTORS.rows(0, 0)), Metric.COSINE));
    }
}
