package org.dknn.index.faiss;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.FloatPointer;
import org.dknn.format.DknnFormatException;

/**
 * An index of FAISS in native memory, behind checks: whatever is asked of it ends in an answer or an exception.
 *
 * <p>Many threads may search at once. {@link #close} must not run while another call does: the owner sees to that.
 */
final class NativeIndex implements AutoCloseable {

    /** Floats that are copied to native memory in one piece. */
    private static final int PIECE = 1 << 22;

    /** Vectors that FAISS is trained on at most; more of them make a training longer and hardly better. */
    private static final int MAX_TRAINING = 1 << 18;

    private static final int MAX_ANSWERS = 1 << 28;

    private final FaissNative.Index index;
    private final int dimension;
    private final int size;

    private NativeIndex(FaissNative.Index index, int dimension, int size) {
        this.index = index;
        this.dimension = dimension;
        this.size = size;
    }

    /** The vectors to be indexed. */
    @FunctionalInterface
    interface Rows {
        /** Writes one row to {@code target} from {@code offset} on. */
        void copy(int row, float[] target, int offset);
    }

    /**
     * Trains an index where it needs that, and adds vectors to it.
     *
     * @param size how many vectors there are, at least 1
     * @throws IllegalArgumentException if FAISS cannot build such an index over such vectors
     */
    static NativeIndex build(IndexSpec spec, int dimension, int size, Rows rows) {
        FaissLibrary.require();
        if (dimension < 1 || size < 1) {
            throw new IllegalArgumentException("needs vectors to index, got [" + size + " x " + dimension + "]");
        }
        NativeIndex built = make(spec, dimension, size);
        try {
            built.train(rows);
            built.add(rows);
            built.trySearch(spec);
            return built;
        } catch (FaissException e) {
            built.close();
            throw cannotBuild(spec, dimension, size, e);
        } catch (RuntimeException | Error e) {
            built.close();
            throw e;
        }
    }

    private static NativeIndex make(IndexSpec spec, int dimension, int size) {
        try {
            FaissNative.Index index =
                    FaissNative.make_index(dimension, spec.description(), spec.efSearch(), spec.probes());
            return new NativeIndex(index.owned(), dimension, size);
        } catch (FaissException e) {
            throw cannotBuild(spec, dimension, size, e);
        }
    }

    private static IllegalArgumentException cannotBuild(IndexSpec spec, int dimension, int size, FaissException e) {
        return new IllegalArgumentException(
                "FAISS cannot build \"" + spec.description() + "\" over [" + size + " x " + dimension + "] vectors: "
                        + e.getMessage(),
                e);
    }

    private void train(Rows rows) throws FaissException {
        if (index.is_trained()) {
            return;
        }
        int count = Math.min(size, MAX_TRAINING);
        float[] row = new float[dimension];
        try (FloatPointer sample = new FloatPointer((long) count * dimension)) {
            for (int i = 0; i < count; i++) {
                rows.copy((int) ((long) i * size / count), row, 0);
                sample.position((long) i * dimension).put(row, 0, dimension);
            }
            index.train(count, sample.position(0));
        }
    }

    private void add(Rows rows) throws FaissException {
        int piece = Math.min(size, Math.max(1, PIECE / dimension));
        float[] values = new float[Math.multiplyExact(piece, dimension)];
        try (FloatPointer copy = new FloatPointer(values.length)) {
            for (int from = 0; from < size; from += piece) {
                int count = Math.min(piece, size - from);
                for (int i = 0; i < count; i++) {
                    rows.copy(from + i, values, i * dimension);
                }
                index.add(count, copy.put(values, 0, count * dimension));
            }
        }
    }

    /** There are indexes that FAISS builds, only to say at the first search that they cannot be searched. */
    private void trySearch(IndexSpec spec) throws FaissException {
        FaissNative.search(
                index, 1, new float[dimension], 1, spec.efSearch(), spec.probes(), new float[1], new long[1]);
    }

    /** Number of vectors. */
    int size() {
        return size;
    }

    /**
     * Finds the nearest rows as FAISS sees them.
     *
     * @param queries {@code [n x dimension]}, finite, row by row
     * @param k in {@code 1..size}
     * @param spec how far to search
     */
    Candidates search(float[] queries, int n, int k, IndexSpec spec) {
        if ((long) n * dimension != queries.length) {
            throw new IllegalArgumentException(n + " queries of width " + dimension + " need " + (long) n * dimension
                    + " values, got " + queries.length);
        }
        if (k < 1 || k > size || (long) n * k > MAX_ANSWERS) {
            throw new IllegalArgumentException("k must be in 1.." + size + " and k times queries at most " + MAX_ANSWERS
                    + ", got " + k + " for " + n + " queries");
        }
        float[] distances = new float[n * k];
        long[] rows = new long[n * k];
        try {
            FaissNative.search(requireOpen(), n, queries, k, spec.efSearch(), spec.probes(), distances, rows);
        } catch (FaissException e) {
            throw new IllegalStateException("FAISS cannot search: " + e.getMessage(), e);
        }
        return new Candidates(k, rows, distances);
    }

    /** Writes the index in FAISS's format. */
    void write(Path file) throws IOException {
        try {
            FaissNative.write_index(requireOpen(), file.toString());
        } catch (FaissException e) {
            throw new IOException("FAISS cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads an index in FAISS's format, whose bytes the caller knows to be sound.
     *
     * @param offset where in the file it starts
     * @param mapped whether cells stay in the file and are read when they are searched
     * @throws DknnFormatException if it is not a searchable index of that shape
     */
    static NativeIndex read(Path file, long offset, boolean mapped, int dimension, int size) throws IOException {
        FaissLibrary.require();
        try {
            FaissNative.Index index =
                    FaissNative.read_index(file.toString(), offset, mapped).owned();
            NativeIndex read = new NativeIndex(index, dimension, size);
            if (index.d() != dimension || index.ntotal() != size || !index.is_trained()) {
                String found = "[" + index.ntotal() + " x " + index.d() + "]";
                read.close();
                throw new DknnFormatException(file + " should hold a trained index of [" + size + " x " + dimension
                        + "] vectors, but holds one of " + found);
            }
            return read;
        } catch (FaissException e) {
            throw new DknnFormatException("FAISS cannot read its part of " + file + ": " + e.getMessage(), e);
        }
    }

    private FaissNative.Index requireOpen() {
        if (index.isNull()) {
            throw new IllegalStateException("the index is closed");
        }
        return index;
    }

    @Override
    public void close() {
        index.close();
    }
}
