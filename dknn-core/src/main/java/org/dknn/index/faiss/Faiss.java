package org.dknn.index.faiss;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;

/** Factories of FAISS indexes, and whether FAISS is available. */
public final class Faiss {

    private Faiss() {}

    /** Whether the native library loads on this machine. The first call loads it. */
    public static boolean isAvailable() {
        return FaissLibrary.failure().isEmpty();
    }

    /** Why FAISS is not available, and what to do; empty if it is available. */
    public static Optional<String> whyUnavailable() {
        return FaissLibrary.failure();
    }

    /**
     * An exact index. Its answers equal those of {@link ExactIndex} bit for bit. Several of them, such as those of all layers and
     * classes, are searched in one pass ({@link org.dknn.index.NeighborIndex#searchJointly}).
     */
    public static FaissFactory flat() {
        return factory("Flat");
    }

    /**
     * A graph that links each vector to near ones (Malkov and Yashunin, 2016). Fast for single queries on 100,000
     * vectors and more; slow to build.
     *
     * @param links number of links per vector, in {@code 2..512}; 32 is usual
     */
    public static FaissFactory hnsw(int links) {
        return factory("HNSW" + links);
    }

    /**
     * Cells around centers found by k-means. A search visits the nearest cells.
     *
     * @param cells number of cells, at most the number of vectors; a few times its square root is usual
     * @param probes number of cells that a search visits
     */
    public static FaissFactory ivf(int cells, int probes) {
        return factory("IVF" + cells + ",Flat").probes(probes);
    }

    /**
     * Cells with short codes in place of vectors (product quantization; Jégou, Douze and Schmid, 2011). Candidates
     * found by their codes are ordered by the vectors themselves. Needs at least 256 vectors.
     *
     * @param cells number of cells, at most the number of vectors
     * @param probes number of cells that a search visits
     * @param bytes length of a code; must divide the width of the vectors
     */
    public static FaissFactory ivfpq(int cells, int probes, int bytes) {
        return factory("IVF" + cells + ",PQ" + bytes).probes(probes);
    }

    /**
     * Any index that FAISS builds from a description.
     *
     * @param description a string of FAISS's index factory, for example {@code "PCA64,IVF256_HNSW32,SQ8"}
     * @throws IllegalArgumentException if the description is malformed; {@code build} throws it if it does not fit the
     *     vectors
     * @see <a href="https://github.com/facebookresearch/faiss/wiki/The-index-factory">FAISS's index factory</a>
     */
    public static FaissFactory factory(String description) {
        return new FaissFactory(IndexSpec.of(description), new NativeIndex.Cpu(false));
    }

    /**
     * GPUs for indexes, as in {@code Faiss.flat().on(Faiss.gpu(0))}.
     *
     * <p>Needs an NVIDIA driver and an installed FAISS with GPU support and its C library ({@code libfaiss_c.so}, as in
     * conda's package). {@code -Dorg.dknn.faiss.home=DIR} names the folder with {@code lib/libfaiss_c.so}. Default: the
     * system's library path. With several GPUs each holds a copy of the index and answers a part of the queries, unless
     * they are {@linkplain FaissDevices#sharded sharded}.
     *
     * <p>Tested on one GPU with FAISS 1.15.0: flat and IVF indexes. Product quantization and several GPUs are tested only
     * with a stand-in for that library.
     *
     * @param devices numbers of CUDA devices from 0, at least one
     * @throws IllegalArgumentException if there is none, or if one is negative or given twice
     */
    public static FaissDevices gpu(int... devices) {
        return FaissDevices.of(GpuLibrary.installed(), devices);
    }

    /**
     * Joins saved indexes that were built in parts {@linkplain FaissFactory#trainedBy after one training} into one file: the index that would have
     * been built of all vectors in the order of the parts. Nothing is held in memory but a block of vectors, and the files' pages that the
     * operating system keeps. Needs room for the file, and for FAISS's part of it once more while it is written.
     *
     * @param parts files that a {@link FaissFactory} saved, at least one
     * @param file the joined index; replaced if it is there
     * @throws IllegalArgumentException if a part has no cells, parts are of different indexes or trainings, or there are more than 2^31 - 1
     *     vectors
     * @throws IllegalStateException if FAISS is not {@linkplain #isAvailable available}
     */
    public static void merge(List<Path> parts, Path file) throws IOException {
        FaissLibrary.require();
        FaissMerge.merge(parts, file);
    }

    /**
     * Exact search: {@link #flat} if FAISS is available, otherwise {@link ExactIndex}, with the same answers.
     */
    public static IndexFactory flatOrExact() {
        return new FlatOrExact(flat(), ExactIndex.factory(), isAvailable());
    }
}
