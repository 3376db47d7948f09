package org.dknn.index.faiss;

import java.util.Optional;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;

/** Factories of indexes by FAISS, and whether it is there. */
public final class Faiss {

    private Faiss() {}

    /** Whether the native library loads here. The first call loads it. */
    public static boolean isAvailable() {
        return FaissLibrary.failure().isEmpty();
    }

    /** Why FAISS cannot be used here, and what is missing; empty if it can. */
    public static Optional<String> whyUnavailable() {
        return FaissLibrary.failure();
    }

    /** Exact: answers as {@link org.dknn.index.ExactIndex} does, bit for bit, and faster for many queries at once. */
    public static FaissFactory flat() {
        return factory("Flat");
    }

    /**
     * A graph in which each vector knows others near it (Malkov and Yashunin, 2016): fast for single queries from some
     * hundred thousand vectors on, slow to build.
     *
     * @param links how many others each vector knows, in {@code 2..512}; 32 is usual
     */
    public static FaissFactory hnsw(int links) {
        return factory("HNSW" + links);
    }

    /**
     * Cells about centers found by k-means, of which a search visits the nearest.
     *
     * @param cells at most as many as vectors; the square root of their number, times a few, is usual
     * @param probes cells that a search visits
     */
    public static FaissFactory ivf(int cells, int probes) {
        return factory("IVF" + cells + ",Flat").probes(probes);
    }

    /**
     * Cells with short codes in place of vectors (product quantization; Jégou, Douze and Schmid, 2011). What FAISS finds
     * by the codes is put in order by the vectors themselves.
     *
     * @param cells at most as many as vectors
     * @param probes cells that a search visits
     * @param bytes of a code; must divide the width of the vectors. Needs 256 vectors at least
     */
    public static FaissFactory ivfpq(int cells, int probes, int bytes) {
        return factory("IVF" + cells + ",PQ" + bytes).probes(probes);
    }

    /**
     * Any index that FAISS can make of a description.
     *
     * @param description in the language of FAISS's index factory, for example {@code "PCA64,IVF256_HNSW32,SQ8"}
     * @throws IllegalArgumentException if it cannot be one; what only the vectors can tell, {@code build} does
     * @see <a href="https://github.com/facebookresearch/faiss/wiki/The-index-factory">the language</a>
     */
    public static FaissFactory factory(String description) {
        return new FaissFactory(IndexSpec.of(description), new NativeIndex.Cpu(false));
    }

    /**
     * GPUs to move indexes to, as in {@code Faiss.flat().on(Faiss.gpu(0))}.
     *
     * <p>They are reached through an installed FAISS that is built for GPUs, with its C interface ({@code
     * libfaiss_c.so}, as conda's package has it): {@code -Dorg.dknn.faiss.home=DIR} names the folder with {@code
     * lib/libfaiss_c.so}, else the system's library path is searched. With several GPUs each has a copy of the index and
     * takes a part of the queries, unless they are {@linkplain FaissDevices#sharded sharded}.
     *
     * <p>This part is built, loaded and tested against a stand-in for that library; it was not yet run on a GPU.
     *
     * @param devices numbers of CUDA devices, at least one, from 0
     * @throws IllegalArgumentException if there is none, or one is negative or named twice
     */
    public static FaissDevices gpu(int... devices) {
        return FaissDevices.of(GpuLibrary.installed(), devices);
    }

    /**
     * Exact search: {@link #flat} where FAISS is available, else the index in plain Java, with the same answers. FAISS is the
     * faster one for many queries on tens of thousands of vectors, plain Java on a few thousand.
     */
    public static IndexFactory flatOrExact() {
        return new FlatOrExact(flat(), ExactIndex.factory(), isAvailable());
    }
}
