package org.dknn.index.faiss;

import org.bytedeco.javacpp.FloatPointer;

/** Copies vectors to FAISS in pieces. */
final class VectorLoader {

    /** Number of floats in a piece. */
    private static final int PIECE = 1 << 22;

    /** Largest number of training vectors; more take longer and hardly improve the index. */
    private static final int MAX_TRAINING = 1 << 18;

    private VectorLoader() {}

    /** A method of an index with vectors as its argument. */
    @FunctionalInterface
    interface Taker {
        void take(long count, FloatPointer vectors) throws FaissException;
    }

    /** Trains an index by all vectors, or by an evenly spread sample if there are many. */
    static void train(Taker index, int dimension, int size, CandidateIndex.Rows rows) throws FaissException {
        int count = Math.min(size, MAX_TRAINING);
        float[] row = new float[dimension];
        try (FloatPointer sample = new FloatPointer((long) count * dimension)) {
            for (int i = 0; i < count; i++) {
                rows.copy((int) ((long) i * size / count), row, 0);
                sample.position((long) i * dimension).put(row, 0, dimension);
            }
            index.take(count, sample.position(0));
        }
    }

    /** Adds all vectors. */
    static void add(Taker index, int dimension, int size, CandidateIndex.Rows rows) throws FaissException {
        int piece = Math.min(size, Math.max(1, PIECE / dimension));
        float[] values = new float[Math.multiplyExact(piece, dimension)];
        try (FloatPointer copy = new FloatPointer(values.length)) {
            for (int from = 0; from < size; from += piece) {
                int count = Math.min(piece, size - from);
                for (int i = 0; i < count; i++) {
                    rows.copy(from + i, values, i * dimension);
                }
                index.take(count, copy.put(values, 0, count * dimension));
            }
        }
    }

    /** The exception for a description that FAISS cannot build over the vectors. */
    static IllegalArgumentException refused(IndexSpec spec, int dimension, int size, FaissException e) {
        return new IllegalArgumentException(
                "FAISS cannot build \"" + spec.description() + "\" over [" + size + " x " + dimension + "] vectors: "
                        + e.getMessage(),
                e);
    }

    /** Checks the arguments of a search. */
    static void requireSearch(float[] queries, int n, int dimension, int k, int most) {
        if ((long) n * dimension != queries.length) {
            throw new IllegalArgumentException(n + " queries of width " + dimension + " need " + (long) n * dimension
                    + " values, got " + queries.length);
        }
        if (k < 1 || k > most || (long) n * k > 1 << 28) {
            throw new IllegalArgumentException("k must be in 1.." + most + " and k times queries at most " + (1 << 28)
                    + ", got " + k + " for " + n + " queries");
        }
    }
}
