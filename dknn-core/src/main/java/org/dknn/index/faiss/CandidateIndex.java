package org.dknn.index.faiss;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An index of FAISS on the CPU ({@link NativeIndex}) or on GPUs ({@link GpuIndex}).
 *
 * <p>Many threads may search at once. The owner must not call {@link #close} during another call.
 */
interface CandidateIndex extends AutoCloseable {

    /** Number of vectors. */
    int size();

    /** Largest k of a search. */
    int mostCandidates();

    /** Whether distances are computed by matrix products for this number of queries per call. */
    boolean multiplies(int queries);

    /** Number of queries per call, when so many are searched. */
    int chunk(int queries, IndexSpec spec);

    /**
     * Finds the nearest rows by the distances of FAISS.
     *
     * @param queries {@code [n x dimension]}, finite, row by row
     * @param k in {@code 1..size} and at most {@link #mostCandidates}
     * @param spec the search width
     */
    Candidates search(float[] queries, int n, int k, IndexSpec spec);

    /** Writes the index in FAISS's format. */
    void write(Path file) throws IOException;

    /** Frees the index. A second call has no effect. */
    @Override
    void close();

    /** Builds and reads indexes. Checks first that FAISS, and the device, are available. */
    interface Engine {

        /**
         * Trains an index if it needs training, and adds vectors to it.
         *
         * @throws IllegalArgumentException if FAISS cannot build such an index over such vectors
         * @throws IllegalStateException if FAISS, or the device, is not available
         */
        CandidateIndex build(IndexSpec spec, int dimension, int size, Rows rows);

        /**
         * Reads an index in FAISS's format. The caller has verified the checksum of the file.
         *
         * @param part where it is; closed by this method or with the index, unless this method throws
         * @throws org.dknn.internal.DknnFormatException if it is not a searchable index of that shape
         */
        CandidateIndex read(IndexSpec spec, FilePart part, int dimension, int size) throws IOException;

        /** Whether loaded indexes map their vectors for ranking from the file, too. Default: no. */
        default boolean mapsVectors() {
            return false;
        }
    }

    /** Vectors to index. */
    @FunctionalInterface
    interface Rows {
        /** Writes one row to {@code target} from {@code offset} on. */
        void copy(int row, float[] target, int offset);
    }
}
