package org.dknn.index.faiss;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An index of FAISS, wherever it is: on the CPU ({@link NativeIndex}) or on GPUs ({@link GpuIndex}).
 *
 * <p>Many threads may search at once. {@link #close} must not run while another call does: the owner sees to that.
 */
interface CandidateIndex extends AutoCloseable {

    /** Number of vectors. */
    int size();

    /** The largest k of a search. */
    int mostCandidates();

    /** Whether FAISS computes distances by products of matrices for so many queries at once. */
    boolean multiplies(int queries);

    /** How many of so many queries to hand over in one call. */
    int chunk(int queries, IndexSpec spec);

    /**
     * Finds the nearest rows as FAISS sees them.
     *
     * @param queries {@code [n x dimension]}, finite, row by row
     * @param k in {@code 1..size} and at most {@link #mostCandidates}
     * @param spec how far to search
     */
    Candidates search(float[] queries, int n, int k, IndexSpec spec);

    /** Writes the index in FAISS's format. */
    void write(Path file) throws IOException;

    /** Frees the index; a second call does nothing. */
    @Override
    void close();

    /** Makes indexes and reads them; both check first that they can. */
    interface Engine {

        /**
         * Trains an index where it needs that, and adds vectors to it.
         *
         * @throws IllegalArgumentException if FAISS cannot build such an index over such vectors
         * @throws IllegalStateException if FAISS, or the device, is not available
         */
        CandidateIndex build(IndexSpec spec, int dimension, int size, Rows rows);

        /**
         * Reads an index in FAISS's format, whose bytes the caller knows to be sound.
         *
         * @param offset where in the file it starts; it ends {@code length} bytes later
         * @throws org.dknn.internal.DknnFormatException if it is not a searchable index of that shape
         */
        CandidateIndex read(IndexSpec spec, Path file, long offset, long length, int dimension, int size)
                throws IOException;
    }

    /** The vectors to be indexed. */
    @FunctionalInterface
    interface Rows {
        /** Writes one row to {@code target} from {@code offset} on. */
        void copy(int row, float[] target, int offset);
    }
}
