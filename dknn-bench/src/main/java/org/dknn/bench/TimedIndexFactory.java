package org.dknn.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/** A factory of indexes that take the time of those of another. */
record TimedIndexFactory(IndexFactory factory, Stopwatch stopwatch) implements IndexFactory {

    @Override
    public String name() {
        return factory.name();
    }

    @Override
    public NeighborIndex build(FloatMatrix vectors, Metric metric) {
        return new TimedIndex(factory.build(vectors, metric), stopwatch);
    }

    @Override
    public void save(NeighborIndex index, Path file) throws IOException {
        factory.save(index instanceof TimedIndex timed ? timed.index : index, file);
    }

    @Override
    public NeighborIndex load(Path file) throws IOException {
        return new TimedIndex(factory.load(file), stopwatch);
    }

    private record TimedIndex(NeighborIndex index, Stopwatch stopwatch) implements NeighborIndex {

        @Override
        public int size() {
            return index.size();
        }

        @Override
        public int dimension() {
            return index.dimension();
        }

        @Override
        public Metric metric() {
            return index.metric();
        }

        @Override
        public List<Neighbors> search(FloatMatrix queries, int k) {
            return stopwatch.time(() -> index.search(queries, k));
        }

        @Override
        public void close() {
            index.close();
        }
    }
}
