package org.dknn.index.faiss;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;
import org.dknn.vector.VectorSource;

/**
 * Factory of FAISS indexes of one description, from {@link Faiss}.
 *
 * <p>An index holds its vectors twice, a flat one in native memory, others in Java and in native memory; only {@code close} is
 * sure to free the latter. A search always returns k neighbors: if FAISS finds fewer, it searches wider, and finally compares all vectors. Any
 * {@code FaissFactory} loads a saved index, with its saved search width. Immutable, safe for use by many threads.
 */
public final class FaissFactory implements IndexFactory {

    private final IndexSpec spec;
    private final CandidateIndex.Engine engine;

    FaissFactory(IndexSpec spec, CandidateIndex.Engine engine) {
        this.spec = spec;
        this.engine = engine;
    }

    /**
     * Sets the number of nodes that a search of the graph keeps in view, at least k. More nodes find more of the true
     * neighbors and take more time. Default: {@value IndexSpec#EF_SEARCH}.
     *
     * @throws IllegalArgumentException if the index has no graph, or the number is below 1
     */
    public FaissFactory efSearch(int nodes) {
        if (!spec.hasGraph()) {
            throw new IllegalArgumentException("efSearch needs a graph (HNSW), got \"" + spec.description() + "\"");
        }
        return new FaissFactory(spec.withEfSearch(nodes), engine);
    }

    /**
     * Sets the number of cells that a search visits. More cells find more of the true neighbors and take more time.
     * Default: {@value IndexSpec#PROBES}.
     *
     * @throws IllegalArgumentException if the index has no cells, or the number is below 1
     */
    public FaissFactory probes(int cells) {
        requireCells("probes");
        return new FaissFactory(spec.withProbes(cells), engine);
    }

    /**
     * Maps the cells of a loaded index from its file into memory, so that the operating system reads them when they are
     * searched. The file must not be changed in place while the index is open; {@link #save} replaces it. Default:
     * cells are read into memory.
     *
     * @throws IllegalArgumentException if the index has no cells, or is on GPUs
     */
    public FaissFactory mapped() {
        requireCells("mapped");
        if (!(engine instanceof NativeIndex.Cpu)) {
            throw new IllegalArgumentException("only an index on the CPU can be mapped, got one on GPUs");
        }
        return new FaissFactory(spec, new NativeIndex.Cpu(true));
    }

    /**
     * Moves the indexes to GPUs. The CPU orders their candidates by exact distances, so a flat index stays exact.
     *
     * @see Faiss#gpu
     */
    public FaissFactory on(FaissDevices devices) {
        return new FaissFactory(spec, devices.engine(engine));
    }

    private void requireCells(String what) {
        if (!spec.hasCells()) {
            throw new IllegalArgumentException(what + " needs cells (IVF), got \"" + spec.description() + "\"");
        }
    }

    @Override
    public String name() {
        return "faiss";
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also if the description does not fit the vectors, for example with fewer vectors
     *     than cells
     * @throws IllegalStateException if FAISS is not {@linkplain Faiss#isAvailable available}
     */
    @Override
    public NeighborIndex build(FloatMatrix vectors, Metric metric) {
        FaissLibrary.require();
        requireSome(vectors);
        if (isTiled()) {
            return new TiledIndex(spec, TiledVectors.of(vectors, Objects.requireNonNull(metric, "metric")));
        }
        vectors.requireFinite("vectors of an index");
        return FaissIndex.build(engine, spec, metric, PreparedVectors.of(vectors, metric));
    }

    /**
     * {@inheritDoc} A flat index on the CPU reads block by block and makes no matrix of all.
     *
     * @throws IllegalArgumentException also if the description does not fit the vectors
     * @throws IllegalStateException if FAISS is not {@linkplain Faiss#isAvailable available}
     */
    @Override
    public NeighborIndex build(Context context, VectorSource vectors, Metric metric) {
        if (!isTiled()) {
            return IndexFactory.super.build(context, vectors, metric);
        }
        FaissLibrary.require();
        requireSome(vectors);
        return new TiledIndex(spec, TiledVectors.of(vectors, Objects.requireNonNull(metric, "metric")));
    }

    private static void requireSome(VectorSource vectors) {
        if (vectors.rows() == 0) {
            throw new IllegalArgumentException("an index needs at least 1 vector, got 0");
        }
    }

    private boolean isTiled() {
        return isTiled(spec, engine);
    }

    /** Whether the library's own search answers, and not FAISS: for exact indexes on the CPU. */
    static boolean isTiled(IndexSpec spec, CandidateIndex.Engine engine) {
        return spec.isExact() && engine instanceof NativeIndex.Cpu;
    }

    @Override
    public void save(NeighborIndex index, Path file) throws IOException {
        Objects.requireNonNull(index, "index");
        if (index instanceof TiledIndex tiled) {
            FaissFile.write(tiled, file);
        } else if (index instanceof FaissIndex faiss) {
            FaissFile.write(faiss, file);
        } else {
            throw new IllegalArgumentException("a FaissFactory saves FAISS indexes only, got " + index);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if FAISS is not {@linkplain Faiss#isAvailable available}
     */
    @Override
    public NeighborIndex load(Path file) throws IOException {
        FaissLibrary.require();
        return FaissFile.read(file, engine);
    }

    @Override
    public String toString() {
        return "FaissFactory[" + spec.description() + "]";
    }
}
