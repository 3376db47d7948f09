package org.dknn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dknn.activation.Activations;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/** Checks the activations of the reference examples while they pass by, chunk by chunk, and notes what the network predicts. */
final class ReferenceScan {

    private final LabelSet labelSet;
    private final Metric metric;
    private final int[] predicted;
    private final List<Layer> layers = new ArrayList<>();
    private List<String> names = List.of();
    private int rows;

    ReferenceScan(int examples, LabelSet labelSet, Metric metric) {
        this.predicted = new int[examples];
        this.labelSet = labelSet;
        this.metric = metric;
    }

    /** What was seen of a layer. */
    private static final class Layer {

        private final float[] first;
        private boolean equalRows = true;
        private float largest;

        private Layer(FloatMatrix matrix) {
            this.first = matrix.row(0);
        }

        private void add(FloatMatrix matrix) {
            largest = Math.max(largest, matrix.largestAbsolute());
            equalRows = equalRows && matrix.hasEqualRows() && equalsFirst(matrix.row(0));
        }

        private boolean equalsFirst(float[] row) {
            for (int i = 0; i < row.length; i++) {
                if (row[i] != first[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Takes the next rows.
     *
     * @throws IllegalArgumentException if they have other classes, or cannot be compared
     */
    void add(Activations chunk) {
        NeighborSearch.requireClasses(chunk.probabilities(), labelSet);
        ComparableActivations.require(chunk, metric);
        names = chunk.layers();
        for (int layer = 0; layer < chunk.matrices().size(); layer++) {
            FloatMatrix matrix = chunk.matrices().get(layer);
            if (rows == 0) {
                layers.add(new Layer(matrix));
            }
            layers.get(layer).add(matrix);
        }
        for (int row = 0; row < chunk.rows(); row++) {
            predicted[rows + row] = chunk.probabilities().argMax(row);
        }
        rows += chunk.rows();
    }

    /** Checks what only all rows tell. */
    void requireComparable() {
        for (int layer = 0; layer < layers.size(); layer++) {
            ComparableActivations.requireNotVanishing(names.get(layer), layers.get(layer).largest, metric);
        }
    }

    /** Names the layers in which all rows are equal; empty if there are none. */
    Optional<String> warning() {
        List<String> equal = new ArrayList<>();
        for (int layer = 0; layer < layers.size() && rows > 1; layer++) {
            if (layers.get(layer).equalRows) {
                equal.add(names.get(layer));
            }
        }
        return ComparableActivations.warning(equal);
    }

    /** The label that the network predicts for each row. */
    int[] predicted() {
        return predicted;
    }
}
