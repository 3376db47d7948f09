package org.dknn.index.faiss;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.testkit.NeighborIndexContract;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.io.TempDir;

/** Cells that are mapped from their file. */
@NeedsFaiss
class MappedIvfContractTest extends NeighborIndexContract {

    @TempDir
    private Path files;

    @Override
    protected IndexFactory factory() {
        return new Mapping(Faiss.ivf(12, 4).mapped(), files);
    }

    /** Saves and maps what it builds. */
    private record Mapping(IndexFactory mapped, Path files) implements IndexFactory {

        @Override
        public String name() {
            return mapped.name();
        }

        @Override
        public NeighborIndex build(FloatMatrix vectors, Metric metric) {
            try (NeighborIndex built = mapped.build(vectors, metric)) {
                Path file = Files.createTempFile(files, "built", ".dknn");
                mapped.save(built, file);
                return mapped.load(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void save(NeighborIndex index, Path file) throws IOException {
            mapped.save(index, file);
        }

        @Override
        public NeighborIndex load(Path file) throws IOException {
            return mapped.load(file);
        }
    }
}
