package org.dknn.index.faiss;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;

/**
 * Builds indexes by FAISS, of one description; made by {@link Faiss}.
 *
 * <p>An index holds its vectors twice, in Java and in native memory, which only {@code close} is sure to free. It gives
 * exactly k neighbors always: where FAISS finds fewer, it searches wider, and at last all vectors. A saved index is
 * loaded by any {@code FaissFactory}, and searched as it was saved. Immutable, safe for use by many threads.
 */
public final class FaissFactory implements IndexFactory {

    private final IndexSpec spec;
    private final CandidateIndex.Engine engine;

    FaissFactory(IndexSpec spec, CandidateIndex.Engine engine) {
        this.spec = spec;
        this.engine = engine;
    }

    /**
     * Sets how many nodes of the graph a search keeps in view: more find more of the true neighbors, in more time. At
     * least k are kept in view in any case; {@value IndexSpec#EF_SEARCH} if never set.
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
     * Sets how many cells a search visits: more find more of the true neighbors, in more time. {@value IndexSpec#PROBES}
     * if never set.
     *
     * @throws IllegalArgumentException if the index has no cells, or the number is below 1
     */
    public FaissFactory probes(int cells) {
        requireCells("probes");
        return new FaissFactory(spec.withProbes(cells), engine);
    }

    /**
     * Leaves the cells of a loaded index in its file, mapped into memory: the operating system reads them when they are
     * searched. The file must not be changed in place while the index is open; {@link #save} never does.
     *
     * @throws IllegalArgumentException if the index has no cells, as FAISS maps nothing else, or is on GPUs
     */
    public FaissFactory mapped() {
        requireCells("mapped");
        if (!(engine instanceof NativeIndex.Cpu)) {
            throw new IllegalArgumentException("only an index on the CPU can be mapped; ask for that before on(...)");
        }
        return new FaissFactory(spec, new NativeIndex.Cpu(true));
    }

    /**
     * Moves the indexes to GPUs. Their searches are put in order on the CPU, as all are, so a flat index stays exact.
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
     * @throws IllegalArgumentException also if FAISS cannot build such an index over such vectors, for example with fewer
     *     vectors than cells
     * @throws IllegalStateException if FAISS is not {@linkplain Faiss#isAvailable available}
     */
    @Override
    public NeighborIndex build(FloatMatrix vectors, Metric metric) {
        FaissLibrary.require();
        if (vectors.rows() == 0) {
            throw new IllegalArgumentException("an index needs at least one vector, got none");
        }
        vectors.requireFinite("vectors of an index");
        return FaissIndex.build(engine, spec, metric, PreparedVectors.of(vectors, metric));
    }

    @Override
    public void save(NeighborIndex index, Path file) throws IOException {
        Objects.requireNonNull(index, "index");
        if (!(index instanceof FaissIndex faiss)) {
            throw new IllegalArgumentException("a FAISS factory saves an index of FAISS, got " + index);
        }
        FaissFile.write(faiss, file);
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
