package org.dknn.index.faiss;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.WorkScope;

/** An index in the FAISS of this jar. Checks all arguments, because a wrong one can end the process. */
final class NativeIndex implements CandidateIndex {

    private static final int CHUNK = 8;

    private final FaissNative.Index index;
    private final int dimension;
    private final int size;

    /** The file that cells are mapped from; FAISS would write only its name. */
    private final Optional<FilePart> mapped;

    private NativeIndex(FaissNative.Index index, int dimension, int size, Optional<FilePart> mapped) {
        this.index = index;
        this.dimension = dimension;
        this.size = size;
        this.mapped = mapped;
    }

    /**
     * Builds and reads these indexes.
     *
     * @param mapped whether {@code read} maps cells from the file
     */
    record Cpu(boolean mapped) implements Engine {

        @Override
        public boolean mapsVectors() {
            return mapped;
        }

        @Override
        public NativeIndex build(IndexSpec spec, int dimension, int size, Rows rows) {
            FaissLibrary.require();
            try {
                return filled(spec, dimension, size, rows);
            } catch (FaissException e) {
                throw VectorLoader.refused(spec, dimension, size, e);
            }
        }

        @Override
        public NativeIndex read(IndexSpec spec, FilePart part, int dimension, int size) throws IOException {
            FaissLibrary.require();
            Path file = part.file().path();
            try {
                FaissNative.Index index = part.readIndex(mapped);
                Optional<FilePart> kept = mapped ? Optional.of(part) : Optional.empty();
                NativeIndex read = new NativeIndex(index.owned(), dimension, size, kept).checked(file);
                read.requireDescribed(spec);
                if (!mapped) {
                    part.close();
                }
                return read;
            } catch (FaissException e) {
                throw new DknnFormatException("FAISS cannot read its part of " + file + ": " + e.getMessage(), e);
            }
        }
    }

    private static NativeIndex filled(IndexSpec spec, int dimension, int size, Rows rows) throws FaissException {
        FaissNative.Index index = made(spec, dimension, size);
        return filled(index, spec, size, rows);
    }

    private static FaissNative.Index made(IndexSpec spec, int dimension, int size) throws FaissException {
        if (dimension < 1 || size < 1) {
            throw new IllegalArgumentException(
                    "an index needs at least 1 vector of at least 1 value, got [" + size + " x " + dimension + "]");
        }
        return FaissNative.make_index(dimension, spec.description(), spec.efSearch(), spec.probes())
                .owned();
    }

    private static NativeIndex filled(FaissNative.Index index, IndexSpec spec, int size, Rows rows)
            throws FaissException {
        NativeIndex filled = new NativeIndex(index, index.d(), size, Optional.empty());
        try {
            if (!index.is_trained()) {
                VectorLoader.train(index::train, index.d(), size, rows);
            }
            VectorLoader.add(index::add, index.d(), size, rows);
            filled.trySearch(spec);
            return filled;
        } catch (FaissException | RuntimeException | Error e) {
            filled.close();
            throw e;
        }
    }

    /**
     * Trains an index by vectors and writes it without any.
     *
     * @throws IllegalArgumentException if FAISS cannot train such an index by such vectors
     */
    static void train(IndexSpec spec, int dimension, int size, Rows rows, Path file) throws IOException {
        try (FaissNative.Index index = made(spec, dimension, size)) {
            VectorLoader.train(index::train, dimension, size, rows);
            FaissNative.write_index(index, file.toString());
        } catch (FaissException e) {
            throw VectorLoader.refused(spec, dimension, size, e);
        }
    }

    /**
     * Reads an index that {@link #train} wrote, and adds vectors to it.
     *
     * @param part where it is; the caller closes it
     * @throws DknnFormatException if it is not such an index
     */
    static NativeIndex fill(IndexSpec spec, FilePart part, int dimension, int size, Rows rows) throws IOException {
        try {
            FaissNative.Index index = part.readIndex(false).owned();
            new NativeIndex(index, dimension, 0, Optional.empty()).requireDescribed(spec);
            return filled(index, spec, size, rows);
        } catch (FaissException e) {
            throw new DknnFormatException(
                    "FAISS cannot read its part of " + part.file().path() + ": " + e.getMessage(), e);
        }
    }

    /** FAISS builds some indexes that cannot be searched, and throws at the first search. */
    private void trySearch(IndexSpec spec) throws FaissException {
        FaissNative.search(
                index, 1, new float[dimension], 1, spec.efSearch(), spec.probes(), new float[1], new long[1]);
    }

    /** FAISS believes what it reads: a wrong metric, list or link would end the process at the first search. */
    private void requireDescribed(IndexSpec spec) throws FaissException {
        try {
            FaissNative.check_index(index, dimension, size, spec.description());
        } catch (FaissException e) {
            close();
            throw e;
        }
    }

    private NativeIndex checked(Path file) throws DknnFormatException {
        if (index.d() != dimension || index.ntotal() != size || !index.is_trained()) {
            String found = "[" + index.ntotal() + " x " + index.d() + "]";
            close();
            throw new DknnFormatException(file + ": expected a trained index of [" + size + " x " + dimension
                    + "] vectors, found one of " + found);
        }
        return this;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int mostCandidates() {
        return size;
    }

    @Override
    public boolean multiplies(int queries) {
        return queries > 1;
    }

    @Override
    public int chunk(int queries, IndexSpec spec) {
        return Math.max(1, Math.min(CHUNK, queries / WorkScope.current().threads()));
    }

    @Override
    public Candidates search(float[] queries, int n, int k, IndexSpec spec) {
        VectorLoader.requireSearch(queries, n, dimension, k, size);
        float[] distances = new float[n * k];
        long[] rows = new long[n * k];
        try {
            FaissNative.search(requireOpen(), n, queries, k, spec.efSearch(), spec.probes(), distances, rows);
        } catch (FaissException e) {
            throw new IllegalStateException("FAISS cannot search: " + e.getMessage(), e);
        }
        return new Candidates(k, rows, distances);
    }

    @Override
    public void write(Path file) throws IOException {
        FaissNative.Index open = requireOpen();
        if (mapped.isPresent()) {
            mapped.get().copyTo(file);
            return;
        }
        try {
            FaissNative.write_index(open, file.toString());
        } catch (FaissException e) {
            throw new IOException("FAISS cannot write " + file + ": " + e.getMessage(), e);
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
        mapped.ifPresent(FilePart::close);
    }
}
