package org.dknn.index.faiss;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;
import org.dknn.vector.VectorSource;

/**
 * Builds and trains indexes of FAISS.
 *
 * @param scratch directory for the vectors; empty: on the heap
 * @param training file of a training; empty: an index is trained by its vectors
 */
record FaissBuild(IndexSpec spec, CandidateIndex.Engine engine, Optional<Path> scratch, Optional<Path> training) {

    /** An index of vectors. */
    FaissIndex of(VectorSource vectors, Metric metric) {
        if (scratch.isEmpty()) {
            RankingVectors prepared = onHeap(vectors, metric);
            return of(metric, prepared, prepared);
        }
        try (ScratchVectors copied = ScratchVectors.copy(vectors, metric, scratch.get())) {
            return of(metric, copied, copied.mapped());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot keep [" + vectors.rows() + " x " + vectors.columns() + "] vectors in " + scratch.get()
                            + "; free disk space or choose another directory: " + e.getMessage(),
                    e);
        }
    }

    private FaissIndex of(Metric metric, ReadableRows vectors, RankingVectors ranking) {
        if (training.isEmpty()) {
            return FaissIndex.build(engine, spec, metric, vectors, ranking);
        }
        try {
            return FaissTraining.fill(training.get(), spec, metric, vectors, ranking);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the training " + training.get() + ": " + e.getMessage(), e);
        }
    }

    private static RankingVectors onHeap(VectorSource vectors, Metric metric) {
        return RankingVectors.of(PreparedVectors.of(vectors.toMatrix().requireFinite("vectors of an index"), metric));
    }

    /** Writes the training by a sample. */
    void train(VectorSource sample, Metric metric, Path file) throws IOException {
        if (scratch.isEmpty()) {
            FaissTraining.write(spec, metric, onHeap(sample, metric), file);
            return;
        }
        try (ScratchVectors copied = ScratchVectors.copy(sample, metric, scratch.get())) {
            FaissTraining.write(spec, metric, copied, file);
        }
    }
}
