package org.dknn.index.faiss;

import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/**
 * The vectors as FAISS holds them. FAISS squares and subtracts lengths, which loses digits far from the origin.
 *
 * <p>Euclidean vectors are moved so that their mean is the origin, which changes no distance. Values beyond {@value
 * #LIMIT}, whose squares would overflow, are set to that limit, which never increases the distance to a query within
 * the limit. Vectors without a direction are left out, because they are equally far from every query.
 */
final class NativeSpace {

    private static final float LIMIT = 0x1p50f;

    private final SpaceForm form;
    private final float[] origin;
    private final int[] ordinals;
    private final int[] leftOut;

    /**
     * A space that has a form.
     *
     * @param size number of the vectors, those that are left out included
     */
    NativeSpace(SpaceForm form, int size) {
        this.form = form;
        this.origin = form.origin();
        this.ordinals = form.inside(size);
        this.leftOut = form.leftOut();
    }

    /** The space of a set of vectors; the same set gives the same space, bit for bit. */
    static NativeSpace of(ReadableRows vectors, Metric metric) {
        return new NativeSpace(SpaceForm.of(vectors, metric), vectors.size());
    }

    /** Origin, and which vectors are left out. */
    SpaceForm form() {
        return form;
    }

    /** Number of vectors that FAISS holds. */
    int size() {
        return ordinals.length;
    }

    /** The ordinal of a row of FAISS. */
    int ordinal(int row) {
        return ordinals[row];
    }

    /** Ordinals of the vectors that FAISS does not hold, in increasing order. */
    int[] leftOut() {
        return leftOut;
    }

    /** The rows of FAISS, read from the vectors of this space. */
    CandidateIndex.Rows rows(ReadableRows vectors) {
        return (row, target, offset) -> {
            vectors.copyRows(ordinals[row], ordinals[row] + 1, target, offset);
            place(target, offset);
        };
    }

    /** The queries {@code [from, to)} in this space, row by row. */
    float[] place(FloatMatrix queries, int from, int to) {
        float[] placed = new float[(to - from) * origin.length];
        for (int q = from; q < to; q++) {
            queries.copyRows(q, q + 1, placed, (q - from) * origin.length);
            place(placed, (q - from) * origin.length);
        }
        return placed;
    }

    /** Moves a vector into this space. */
    private void place(float[] target, int offset) {
        for (int c = 0; c < origin.length; c++) {
            float moved = target[offset + c] - origin[c];
            target[offset + c] = Math.max(-LIMIT, Math.min(LIMIT, moved));
        }
    }

    /**
     * Length of a placed query; infinite if one of its values is at the limit, so that distances to it are not known.
     */
    static double length(float[] placed, int query, int columns) {
        double sum = 0;
        for (int i = query * columns; i < (query + 1) * columns; i++) {
            if (Math.abs(placed[i]) >= LIMIT) {
                return Double.POSITIVE_INFINITY;
            }
            sum += (double) placed[i] * placed[i];
        }
        return Math.sqrt(sum);
    }
}
