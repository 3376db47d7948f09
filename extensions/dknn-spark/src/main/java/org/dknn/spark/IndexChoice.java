package org.dknn.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;
import org.dknn.index.IndexFactory;
import org.dknn.index.faiss.Faiss;
import org.dknn.index.faiss.FaissFactory;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/**
 * Kind of the indexes of a fit: exact, or cells of FAISS, which the driver trains by a sample and executors fill.
 *
 * @param description {@value #EXACT}, or a description of FAISS's with cells
 * @param probes number of cells that a search visits
 * @param sample number of examples per class that cells are trained by
 */
record IndexChoice(String description, int probes, int sample) implements Serializable {

    static final String EXACT = "exact";

    boolean isExact() {
        return description.equals(EXACT);
    }

    /**
     * Checks the description and the number of cells.
     *
     * @throws IllegalArgumentException if FAISS's language does not have it, or it has no cells
     */
    void requireValid() {
        if (!isExact()) {
            cells();
        }
    }

    /**
     * Checks that FAISS is on this machine, if it is needed.
     *
     * @param whyUnavailable as {@link Faiss#whyUnavailable}
     * @throws IllegalStateException if it is not
     */
    void requireFaiss(Optional<String> whyUnavailable) {
        if (!isExact() && whyUnavailable.isPresent()) {
            throw new IllegalStateException("the index " + description
                    + " needs FAISS on the driver and on each executor; on " + JvmModels.host()
                    + " it is not available: " + whyUnavailable.get());
        }
    }

    private FaissFactory cells() {
        return Faiss.factory(description).probes(probes);
    }

    /** Factory that reads what shards hold, and saves the joined indexes; it leaves cells in their file. */
    IndexFactory factory() {
        return isExact() ? Faiss.flatOrExact() : cells().mapped();
    }

    /** Factories of the indexes of a shard, for those of the trainings of a directory. */
    ShardBuilder.Factories factories(Path trainings) {
        return isExact()
                ? (layer, label) -> factory()
                : (layer, label) -> cells().trainedBy(training(trainings, layer, label));
    }

    /** Trains the index of a layer and class, both by number, by activations. */
    void train(FloatMatrix sample, Metric metric, Path trainings, int layer, int label) throws IOException {
        cells().train(sample, metric, training(trainings, layer, label));
    }

    private static Path training(Path trainings, int layer, int label) {
        return trainings.resolve("layer-" + layer + "-class-" + label + ".training");
    }
}
