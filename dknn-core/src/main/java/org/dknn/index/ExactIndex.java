package org.dknn.index;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.SharedWork;
import org.dknn.internal.WorkScope;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;

/**
 * Exact index in plain Java, which compares every query with every vector.
 *
 * <p>Reads the vectors once for a block of up to {@value #BLOCK} queries and spreads the blocks over the threads of the call, by default
 * those of the common pool. A search allocates a few kilobytes per query. The vectors are stored once, in the layout of
 * {@link Panels}.
 */
public final class ExactIndex implements NeighborIndex {

    private static final int BLOCK = 32;
    private static final String KIND = "exact-index";
    private static final int VERSION = 1;

    private final Panels panels;
    private final Metric metric;
    private volatile boolean closed;

    private ExactIndex(Panels panels, Metric metric) {
        this.panels = panels;
        this.metric = metric;
    }

    /** The factory of exact indexes. */
    public static IndexFactory factory() {
        return new Factory();
    }

    /** An index over at least one vector, already prepared for the metric. */
    public static ExactIndex of(PreparedVectors vectors, Metric metric) {
        if (vectors.matrix().rows() == 0) {
            throw new IllegalArgumentException("an index needs at least one vector, got none");
        }
        return new ExactIndex(Panels.of(vectors), metric);
    }

    @Override
    public int size() {
        return panels.rows();
    }

    @Override
    public int dimension() {
        return panels.columns();
    }

    @Override
    public Metric metric() {
        return metric;
    }

    /**
     * {@inheritDoc}
     *
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted; it stays interrupted
     */
    @Override
    public List<Neighbors> search(FloatMatrix queries, int k) {
        requireOpen();
        requireSearchable(queries, k);
        PreparedVectors prepared = PreparedVectors.of(queries, metric);
        int count = queries.rows();
        int block = Math.max(1, Math.min(BLOCK, count / WorkScope.current().threads()));
        Neighbors[] found = new Neighbors[count];
        SharedWork.run(
                (count + block - 1) / block,
                "searching",
                b -> searchBlock(prepared, b * block, Math.min(count, (b + 1) * block), k, found));
        return List.of(found);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the index is closed");
        }
    }

    @Override
    public Optional<FloatMatrix> vectors(int... ordinals) {
        requireOpen();
        return Optional.of(panels.select(ordinals));
    }

    private void searchBlock(PreparedVectors queries, int from, int to, int k, Neighbors[] found) {
        NearestK[] nearest = new NearestK[to - from];
        Arrays.setAll(nearest, q -> new NearestK(k, metric));
        Panels.Queries block = new Panels.Queries(queries, from, to);
        float[][] squared = new float[to - from][Panels.HEIGHT];
        for (int p = 0; p < panels.count(); p++) {
            panels.squaredDistances(block, p, squared);
            for (int q = 0; q < squared.length; q++) {
                nearest[q].offer(p * Panels.HEIGHT, squared[q], panels.height(p));
            }
        }
        for (int q = from; q < to; q++) {
            found[q] = nearest[q - from].toNeighbors();
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return "ExactIndex[" + size() + " x " + dimension() + ", " + metric + "]";
    }

    private record Factory() implements IndexFactory {

        @Override
        public String name() {
            return "exact";
        }

        @Override
        public NeighborIndex build(FloatMatrix vectors, Metric metric) {
            vectors.requireFinite("vectors of an index");
            return of(PreparedVectors.of(vectors, metric), metric);
        }

        @Override
        public void save(NeighborIndex index, Path file) throws IOException {
            Objects.requireNonNull(index, "index");
            if (!(index instanceof ExactIndex exact)) {
                throw new IllegalArgumentException("the exact factory saves an ExactIndex, got " + index);
            }
            exact.requireOpen();
            ContainerFile.write(file, KIND, VERSION, out -> {
                out.writeUTF(exact.metric.name());
                exact.panels.toMatrix().write(out);
            });
        }

        @Override
        public NeighborIndex load(Path file) throws IOException {
            return ContainerFile.read(file, KIND, VERSION, Factory::read);
        }

        private static NeighborIndex read(DataInputStream in, int version) throws IOException {
            Metric metric = Metric.valueOf(in.readUTF());
            return of(PreparedVectors.restore(FloatMatrix.read(in), metric), metric);
        }
    }
}
