package org.dknn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.conformal.LabelVotes;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;

/**
 * From inputs to their neighbors: activations, then a search in the index of each layer.
 *
 * @param <I> type of the inputs
 */
record NeighborSearch<I>(ActivationExtractor<I> extractor, List<NeighborIndex> indexes, Reference<I> reference, int k) {

    /** Inputs that go through the network and the indexes together; bounds the memory of a long pass. */
    private static final int CHUNK = 4096;

    /**
     * What is known of one input before calibration.
     *
     * @param neighbors one a layer
     * @param votes one a layer
     * @param probabilities {@code [1 x classes]}
     */
    record Found(List<Neighbors> neighbors, List<LabelVotes> votes, FloatMatrix probabilities) {

        LabelVotes allVotes() {
            return votes.stream().reduce(LabelVotes::plus).orElseThrow();
        }
    }

    List<Found> find(List<I> inputs, IntConsumer progress) {
        List<Found> found = new ArrayList<>(inputs.size());
        for (int start = 0; start < inputs.size(); start += CHUNK) {
            List<I> chunk = inputs.subList(start, Math.min(inputs.size(), start + CHUNK));
            found.addAll(findChunk(extractor.extract(chunk, progress)));
        }
        return found;
    }

    private List<Found> findChunk(Activations activations) {
        requireClasses(activations.probabilities(), reference.examples().labelSet());
        List<List<Neighbors>> byLayer = new ArrayList<>(indexes.size());
        for (int layer = 0; layer < indexes.size(); layer++) {
            byLayer.add(indexes.get(layer).search(activations.matrices().get(layer), k));
        }
        List<Found> found = new ArrayList<>(activations.rows());
        for (int row = 0; row < activations.rows(); row++) {
            found.add(found(byLayer, row, activations.probabilities()));
        }
        return found;
    }

    private Found found(List<List<Neighbors>> byLayer, int row, FloatMatrix probabilities) {
        List<Neighbors> neighbors = new ArrayList<>(byLayer.size());
        List<LabelVotes> votes = new ArrayList<>(byLayer.size());
        for (List<Neighbors> layer : byLayer) {
            neighbors.add(layer.get(row));
            votes.add(reference.votes(layer.get(row)));
        }
        return new Found(neighbors, votes, probabilities.rows(row, row + 1));
    }

    static void requireClasses(FloatMatrix probabilities, LabelSet labelSet) {
        if (probabilities.columns() != labelSet.size()) {
            throw new IllegalArgumentException("the network must have an output for each of the classes "
                    + labelSet.names() + ", got " + probabilities.columns() + " outputs");
        }
    }
}
