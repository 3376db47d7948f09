package org.dknn.index.faiss;

/** Prepared vectors that can be read one after the other. Many threads may read at once. */
interface ReadableRows {

    /** Number of vectors. */
    int size();

    /** Width of each vector. */
    int columns();

    /** Whether a vector is one of zeros and the metric compares directions. */
    boolean isDirectionless(int row);

    /** Copies the vectors {@code [from, to)}, row by row, to {@code target} from {@code offset} on. */
    void copyRows(int from, int to, float[] target, int offset);
}
