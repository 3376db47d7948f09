package org.dknn.index.faiss;

import java.io.IOException;
import java.nio.file.Path;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.internal.ContainerFile;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.VectorSource;

/**
 * Exact search by FAISS if it is available, otherwise in plain Java. The answers are the same, bit for bit, and either
 * loads the files of the other.
 *
 * @param flat the factory by FAISS
 * @param exact the factory in plain Java
 * @param available whether FAISS is available
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
    public NeighborIndex build(Context context, VectorSource vectors, Metric metric) {
        return (available ? flat : exact).build(context, vectors, metric);
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
