package org.dknn.index.faiss;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.dknn.internal.DknnFormatException;

/**
 * An index on GPUs, held by an installed FAISS. One search at a time, because searches share FAISS's working memory on
 * a GPU.
 */
final class GpuIndex implements CandidateIndex {

    /** Largest k of FAISS on a GPU. */
    private static final int MOST_CANDIDATES = 2048;

    private static final Pattern CODES = Pattern.compile("(?<![^,])PQ[0-9]+(x[0-9]+)?(?![^,])");

    private final FaissNative.CIndex index;
    private final int dimension;
    private final int size;

    private GpuIndex(FaissNative.CIndex index, int dimension, int size) {
        this.index = index;
        this.dimension = dimension;
        this.size = size;
    }

    /** Builds and reads these indexes. The devices are available; without any, the library uses the CPU. */
    static final class Gpus implements Engine {

        private final GpuLibrary library;
        private final int[] devices;
        private final boolean sharded;

        Gpus(GpuLibrary library, int[] devices, boolean sharded) {
            this.library = library;
            this.devices = devices;
            this.sharded = sharded;
        }

        @Override
        public GpuIndex build(IndexSpec spec, int dimension, int size, Rows rows) {
            FaissNative.CIndex index = null;
            boolean moved = false;
            try {
                index = new FaissNative.CIndex(library.library(), dimension, withoutHamming(spec.description()));
                if (!index.is_trained()) {
                    VectorLoader.train(index::train, dimension, size, rows);
                }
                VectorLoader.add(index::add, dimension, size, rows);
                move(index, spec);
                moved = true;
                return new GpuIndex(index, dimension, size);
            } catch (FaissException e) {
                throw VectorLoader.refused(spec, dimension, size, e);
            } finally {
                if (index != null && !moved) {
                    index.close();
                }
            }
        }

        /**
         * The description, by which FAISS orders no codes for comparisons by Hamming distance ("np"): GPUs make none, and
         * the ordering takes a minute per index.
         */
        static String withoutHamming(String description) {
            return CODES.matcher(description).replaceAll("$0np");
        }

        /** Moves an index with its search width, which FAISS copies to the GPU. */
        private void move(FaissNative.CIndex index, IndexSpec spec) throws FaissException {
            if (spec.hasCells()) {
                index.set("nprobe", spec.probes());
            }
            if (devices.length > 0) {
                index.move_to(devices, devices.length, sharded);
            }
        }

        @Override
        public GpuIndex read(IndexSpec spec, FilePart part, int dimension, int size) throws IOException {
            Path copy = Files.createTempFile("dknn", ".faiss");
            try (part) {
                part.copyTo(copy);
                return read(spec, copy, dimension, size);
            } catch (FaissException e) {
                throw new DknnFormatException(
                        "FAISS cannot read its part of " + part.file().path() + ": " + e.getMessage(), e);
            } finally {
                Files.deleteIfExists(copy);
            }
        }

        private GpuIndex read(IndexSpec spec, Path part, int dimension, int size) throws IOException, FaissException {
            FaissNative.CIndex index = new FaissNative.CIndex(library.library(), part.toString());
            if (index.d() != dimension || index.ntotal() != size || !index.is_trained()) {
                String found = "[" + index.ntotal() + " x " + index.d() + "]";
                index.close();
                throw new DknnFormatException("expected a trained index of [" + size + " x " + dimension
                        + "] vectors, found one of " + found);
            }
            move(index, spec);
            return new GpuIndex(index, dimension, size);
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int mostCandidates() {
        return Math.min(size, MOST_CANDIDATES);
    }

    @Override
    public boolean multiplies(int queries) {
        return true;
    }

    @Override
    public int chunk(int queries, IndexSpec spec) {
        return Math.min(queries, 1024);
    }

    @Override
    public synchronized Candidates search(float[] queries, int n, int k, IndexSpec spec) {
        VectorLoader.requireSearch(queries, n, dimension, k, mostCandidates());
        requireOpen();
        float[] distances = new float[n * k];
        long[] rows = new long[n * k];
        try {
            index.search(n, queries, k, distances, rows);
        } catch (FaissException e) {
            throw new IllegalStateException("FAISS cannot search: " + e.getMessage(), e);
        }
        return new Candidates(k, rows, distances);
    }

    @Override
    public synchronized void write(Path file) throws IOException {
        requireOpen();
        try {
            index.write(file.toString());
        } catch (FaissException e) {
            throw new IOException("FAISS cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private void requireOpen() {
        if (index.isNull()) {
            throw new IllegalStateException("the index is closed");
        }
    }

    @Override
    public synchronized void close() {
        index.close();
    }
}
