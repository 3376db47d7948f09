package org.dknn.index.faiss;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;
import org.dknn.vector.VectorSource;

/**
 * Factory of FAISS indexes of one description, from {@link Faiss}.
 *
 * <p>A flat index holds its vectors in native memory; others hold them, or codes of them, in native memory and once more in Java, or
 * {@linkplain #mapped in a file}; only {@code close} is sure to free native memory. A search always returns k neighbors: if FAISS finds fewer, it searches wider, and finally compares all vectors. Any
 * {@code FaissFactory} loads a saved index, with its saved search width. Immutable, safe for use by many threads.
 */
public final class FaissFactory implements IndexFactory {

    private final IndexSpec spec;
    private final CandidateIndex.Engine engine;

    /** Directory for the vectors of indexes that are built; empty: on the heap. */
    private final Optional<Path> scratch;

    FaissFactory(IndexSpec spec, CandidateIndex.Engine engine) {
        this(spec, engine, Optional.empty());
    }

    private FaissFactory(IndexSpec spec, CandidateIndex.Engine engine, Optional<Path> scratch) {
        this.spec = spec;
        this.engine = engine;
        this.scratch = scratch;
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
        return new FaissFactory(spec.withEfSearch(nodes), engine, scratch);
    }

    /**
     * Sets the number of cells that a search visits. More cells find more of the true neighbors and take more time.
     * Default: {@value IndexSpec#PROBES}.
     *
     * @throws IllegalArgumentException if the index has no cells, or the number is below 1
     */
    public FaissFactory probes(int cells) {
        requireCells("probes");
        return new FaissFactory(spec.withProbes(cells), engine, scratch);
    }

    /**
     * Maps a loaded index from its file into memory, its cells and the vectors that order its candidates: the operating system reads what is
     * searched, and the heap holds no vectors. Loading reads the file once to verify it, and its vectors once more. Until the index is closed
     * and collected as garbage the file must not be changed in place; {@link #save} replaces it, and it may be deleted on Linux. A file that
     * is made shorter while it is mapped ends a search with an {@link InternalError}, or the process. Default: indexes are read into memory.
     *
     * @throws IllegalArgumentException if the index has no cells, or is on GPUs
     */
    public FaissFactory mapped() {
        requireCells("mapped");
        if (!(engine instanceof NativeIndex.Cpu)) {
            throw new IllegalArgumentException("only an index on the CPU can be mapped, got one on GPUs");
        }
        return new FaissFactory(spec, new NativeIndex.Cpu(true), scratch);
    }

    /**
     * Maps loaded indexes as {@link #mapped()} does, and keeps the vectors of indexes that are built in files: each has one in the directory,
     * as large as its vectors, without a name and so deleted when the process ends. {@code build} of a source then holds a block of
     * vectors in the heap, and FAISS's own copy or codes in native memory.
     *
     * @param directory made if it is missing
     * @throws IllegalArgumentException as {@link #mapped()}
     */
    public FaissFactory mapped(Path directory) {
        return new FaissFactory(spec, mapped().engine, Optional.of(directory));
    }

    /**
     * Moves the indexes to GPUs. The CPU orders their candidates by exact distances, so a flat index stays exact.
     *
     * @throws IllegalArgumentException if the indexes are {@linkplain #mapped() mapped}
     * @see Faiss#gpu
     */
    public FaissFactory on(FaissDevices devices) {
        if (engine.mapsVectors()) {
            throw new IllegalArgumentException(
                    "only an index on the CPU can be mapped, got a mapped one for " + devices);
        }
        return new FaissFactory(spec, devices.engine(engine), scratch);
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
        if (scratch.isPresent()) {
            return buildFromFile(vectors, metric, scratch.get());
        }
        vectors.requireFinite("vectors of an index");
        return FaissIndex.build(engine, spec, metric, PreparedVectors.of(vectors, metric));
    }

    private NeighborIndex buildFromFile(VectorSource vectors, Metric metric, Path directory) {
        try {
            return FaissIndex.build(engine, spec, metric, MappedVectors.copy(vectors, metric, directory));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot keep [" + vectors.rows() + " x " + vectors.columns() + "] vectors in " + directory
                            + "; free disk space or choose another directory: " + e.getMessage(),
                    e);
        }
    }

    /**
     * {@inheritDoc} A flat index on the CPU, and one that is {@linkplain #mapped(Path) built in files}, reads block by block and
     * makes no matrix of all.
     *
     * @throws IllegalArgumentException also if the description does not fit the vectors
     * @throws IllegalStateException if FAISS is not {@linkplain Faiss#isAvailable available}
     */
    @Override
    public NeighborIndex build(Context context, VectorSource vectors, Metric metric) {
        if (!isTiled() && scratch.isEmpty()) {
            return IndexFactory.super.build(context, vectors, metric);
        }
        FaissLibrary.require();
        requireSome(vectors);
        if (scratch.isPresent()) {
            return buildFromFile(vectors, Objects.requireNonNull(metric, "metric"), scratch.get());
        }
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
