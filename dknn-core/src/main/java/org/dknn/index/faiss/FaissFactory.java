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

    /** File of the training of indexes that are built; empty: by their vectors. */
    private final Optional<Path> training;

    FaissFactory(IndexSpec spec, CandidateIndex.Engine engine) {
        this(spec, engine, Optional.empty(), Optional.empty());
    }

    private FaissFactory(
            IndexSpec spec, CandidateIndex.Engine engine, Optional<Path> scratch, Optional<Path> training) {
        this.spec = spec;
        this.engine = engine;
        this.scratch = scratch;
        this.training = training;
    }

    private FaissFactory with(IndexSpec other) {
        return new FaissFactory(other, engine, scratch, training);
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
        return with(spec.withEfSearch(nodes));
    }

    /**
     * Sets the number of cells that a search visits. More cells find more of the true neighbors and take more time.
     * Default: {@value IndexSpec#PROBES}.
     *
     * @throws IllegalArgumentException if the index has no cells, or the number is below 1
     */
    public FaissFactory probes(int cells) {
        requireCells("probes");
        return with(spec.withProbes(cells));
    }

    /**
     * Sets how many candidates per neighbor are ordered by exact distances, where FAISS compares codes and not vectors. More
     * candidates find more of the true neighbors; each costs the reading of a vector. Default: {@value IndexSpec#RERANK}.
     *
     * @throws IllegalArgumentException if FAISS compares vectors, or the number is below 1
     */
    public FaissFactory rerank(int perNeighbor) {
        if (spec.comparesVectors()) {
            throw new IllegalArgumentException(
                    "rerank needs codes (PQ, SQ, PCA), got \"" + spec.description() + "\", which compares vectors");
        }
        return with(spec.withRerank(perNeighbor));
    }

    /**
     * Maps a loaded index from its file into memory, its cells and the vectors that order its candidates: the operating system reads what is
     * searched, and the heap holds no vectors. Loading reads the file once to verify it, and that of an older release once more. Until the index is closed
     * and collected as garbage the file must not be changed in place; {@link #save} replaces it, and it may be deleted on Linux. A file that
     * is made shorter while it is mapped ends a search with an {@link InternalError}, or the process. Default: indexes are read into memory.
     *
     * @throws IllegalArgumentException if the index has no cells, or is on GPUs
     */
    public FaissFactory mapped() {
        requireCells("mapped");
        requireCpu("mapped");
        return new FaissFactory(spec, new NativeIndex.Cpu(true), scratch, training);
    }

    /**
     * Maps loaded indexes as {@link #mapped()} does, and keeps the vectors of indexes that are built in the directory: one file per index,
     * as large as its vectors, without a name and so deleted when the process ends. {@code build} of a source then holds a block of
     * vectors in the heap, and FAISS's own copy or codes in native memory.
     *
     * @param directory made if it is missing
     * @throws IllegalArgumentException as {@link #mapped()}
     */
    public FaissFactory mapped(Path directory) {
        return new FaissFactory(spec, mapped().engine, Optional.of(directory), training);
    }

    /**
     * Trains an index by vectors and writes the training to a file, without the vectors: cells, codes, and the origin of the space. A sample
     * is enough: at most 262,144 vectors of it are used, evenly spread.
     *
     * @param sample at least as many vectors as cells, finite
     * @throws IllegalArgumentException if the index has no cells, or the description does not fit the vectors
     * @throws IllegalStateException if FAISS is not {@linkplain Faiss#isAvailable available}
     * @see #trainedBy
     */
    public void train(VectorSource sample, Metric metric, Path file) throws IOException {
        requireCells("train");
        FaissLibrary.require();
        requireSome(sample);
        build().train(sample, metric, file);
    }

    /**
     * Builds indexes after the training of a file: vectors are only added to it. Indexes that are built in parts, on several machines, have the
     * same cells and codes then, and {@link Faiss#merge} joins them. Building reads the file, and throws
     * {@link UncheckedIOException} if it cannot be read, or {@link IllegalArgumentException} if it is of another index, metric or width. Loading
     * does not need it.
     *
     * @param file that {@link #train} wrote
     * @throws IllegalArgumentException if the index has no cells, or is on GPUs
     */
    public FaissFactory trainedBy(Path file) {
        requireCells("trainedBy");
        requireCpu("filled after a training");
        return new FaissFactory(spec, engine, scratch, Optional.of(file));
    }

    /**
     * Moves the indexes to GPUs. The CPU orders their candidates by exact distances, so a flat index stays exact.
     *
     * @throws IllegalArgumentException if the indexes are {@linkplain #mapped() mapped}, or filled {@linkplain #trainedBy after a training}
     * @see Faiss#gpu
     */
    public FaissFactory on(FaissDevices devices) {
        if (engine.mapsVectors()) {
            throw new IllegalArgumentException(
                    "only an index on the CPU can be mapped, got a mapped one for " + devices);
        }
        if (training.isPresent()) {
            throw new IllegalArgumentException(
                    "only an index on the CPU can be filled after a training, got one for " + devices);
        }
        return new FaissFactory(spec, devices.engine(engine), scratch, training);
    }

    /**
     * Searches an index with the search width of this factory, whatever it was built or saved with: its {@link #efSearch}, {@link #probes} and
     * {@link #rerank}. So widths can be compared without building anew.
     *
     * @param index that a {@code FaissFactory} built or loaded, not a flat one and not on GPUs
     * @return a view that shares the memory of the index; closing one closes both. Saving it saves the width
     * @throws IllegalArgumentException if the index is another one
     */
    public NeighborIndex searching(NeighborIndex index) {
        if (!(index instanceof FaissIndex faiss) || !faiss.isOnCpu() || !(engine instanceof NativeIndex.Cpu)) {
            throw new IllegalArgumentException(
                    "a search width needs an index of FAISS on the CPU that is not flat, got "
                            + Objects.requireNonNull(index, "index"));
        }
        return faiss.searchedAs(spec);
    }

    private void requireCpu(String what) {
        if (!(engine instanceof NativeIndex.Cpu)) {
            throw new IllegalArgumentException("only an index on the CPU can be " + what + ", got one on GPUs");
        }
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
        return built(vectors, metric);
    }

    private NeighborIndex built(VectorSource vectors, Metric metric) {
        FaissLibrary.require();
        requireSome(vectors);
        Objects.requireNonNull(metric, "metric");
        return isTiled() ? new TiledIndex(spec, TiledVectors.of(vectors, metric)) : build().of(vectors, metric);
    }

    private FaissBuild build() {
        return new FaissBuild(spec, engine, scratch, training);
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
        Objects.requireNonNull(context, "context");
        return built(vectors, metric);
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
