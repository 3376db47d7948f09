package org.dknn.index.faiss;

import java.io.DataOutput;
import java.io.IOException;
import java.util.stream.IntStream;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.PreparedVectors;

/**
 * The vectors of an index, prepared for its metric, from which exact distances are computed: the only copy of them that is not
 * laid out for finding candidates. They are on the heap ({@link #of}), in native memory ({@link TiledVectors}) or in a file
 * ({@link MappedVectors}).
 *
 * <p>Many threads may read at once.
 */
interface RankingVectors extends ReadableRows {

    /** The vectors of some ordinals, in their order. */
    PreparedVectors rows(int[] ordinals);

    /** The same without a look at which have no direction. */
    default FloatMatrix matrix(int... ordinals) {
        return rows(ordinals).matrix();
    }

    @Override
    default boolean isDirectionless(int row) {
        return rows(new int[] {row}).isDirectionless(0);
    }

    @Override
    default void copyRows(int from, int to, float[] target, int offset) {
        rows(IntStream.range(from, to).toArray()).matrix().copyRows(0, to - from, target, offset);
    }

    /** Squared distances of a query to the vectors of some ordinals, in the order of {@link PreparedVectors#squaredDistance}. */
    default float[] squaredDistances(int[] ordinals, PreparedVectors queries, int query) {
        PreparedVectors rows = rows(ordinals);
        float[] squared = new float[ordinals.length];
        for (int i = 0; i < squared.length; i++) {
            squared[i] = rows.squaredDistance(i, queries, query);
        }
        return squared;
    }

    /** Writes all as {@link FloatMatrix#write} does. */
    void write(DataOutput out) throws IOException;

    /** Vectors on the heap. */
    static RankingVectors of(PreparedVectors vectors) {
        return new OnHeap(vectors);
    }

    /** Wraps prepared vectors. */
    record OnHeap(PreparedVectors vectors) implements RankingVectors {

        @Override
        public int size() {
            return vectors.matrix().rows();
        }

        @Override
        public int columns() {
            return vectors.matrix().columns();
        }

        @Override
        public PreparedVectors rows(int[] ordinals) {
            return vectors.select(ordinals);
        }

        @Override
        public boolean isDirectionless(int row) {
            return vectors.isDirectionless(row);
        }

        @Override
        public void copyRows(int from, int to, float[] target, int offset) {
            vectors.matrix().copyRows(from, to, target, offset);
        }

        /** Without a copy of the rows. */
        @Override
        public float[] squaredDistances(int[] ordinals, PreparedVectors queries, int query) {
            float[] squared = new float[ordinals.length];
            for (int i = 0; i < squared.length; i++) {
                squared[i] = vectors.squaredDistance(ordinals[i], queries, query);
            }
            return squared;
        }

        @Override
        public void write(DataOutput out) throws IOException {
            vectors.matrix().write(out);
        }
    }
}
