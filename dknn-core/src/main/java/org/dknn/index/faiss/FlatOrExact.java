package org.dknn.index.faiss;

import java.io.IOException;
import java.nio.file.Path;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.internal.ContainerFile;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/**
 * Exact search by whichever of two factories works here. Their answers are the same, bit for bit, and the files of both
 * say which wrote them, so what is saved where FAISS is available can be loaded where it is not.
 */
record FlatOrExact(IndexFactory flat, IndexFactory exact, boolean available) implements IndexFactory {

    @Override
    public String name() {
        return "flat-or-exact";
    }

    @Override
    public NeighborIndex build(FloatMatrix vectors, Metric metric) {
        return (available ? flat : exact).build(vectors, metric);
    }

    @Override
    public void save(NeighborIndex index, Path file) throws IOException {
        (index instanceof ExactIndex ? exact : flat).save(index, file);
    }

    @Override
    public NeighborIndex load(Path file) throws IOException {
        if (!ContainerFile.kind(file).equals(FaissFile.KIND)) {
            return exact.load(file);
        }
        return available ? flat.load(file) : FaissFile.readWithoutFaiss(file);
    }

    @Override
    public String toString() {
        return "FlatOrExact[" + (available ? flat : exact) + "]";
    }
}
