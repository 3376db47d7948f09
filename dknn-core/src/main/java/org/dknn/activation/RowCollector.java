package org.dknn.activation;

import java.util.ArrayList;
import java.util.List;
import org.dknn.vector.FloatMatrix;

/**
 * Collects the rows of batches, which finish in any order and in several threads, at the positions of their inputs.
 * Threads may add batches at the same time if these have no position in common.
 */
public final class RowCollector {

    private final List<String> layers;
    private final List<float[]> values = new ArrayList<>();
    private final List<Integer> widths;
    private final int rows;

    /**
     * Allocates the rows.
     *
     * @param layers names of the layers
     * @param widths of the layers, then of the output
     * @param rows number of inputs
     * @throws IllegalArgumentException if a layer has more values than an array holds
     */
    public RowCollector(List<String> layers, List<Integer> widths, int rows) {
        this.layers = List.copyOf(layers);
        this.widths = List.copyOf(widths);
        this.rows = rows;
        for (int width : widths) {
            if ((long) width * rows > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("a layer's activations must be at most 2^31 - 9 values in all, got "
                        + rows + " inputs of width " + width + "; extract fewer inputs at a time");
            }
            values.add(new float[width * rows]);
        }
    }

    /**
     * Adds a batch.
     *
     * @param positions where its rows go
     * @param batch values of the layers, then of the output, row by row
     */
    public void add(int[] positions, List<float[]> batch) {
        for (int i = 0; i < values.size(); i++) {
            int width = widths.get(i);
            for (int row = 0; row < positions.length; row++) {
                System.arraycopy(batch.get(i), row * width, values.get(i), positions[row] * width, width);
            }
        }
    }

    /**
     * The rows of all inputs, once their batches were added.
     *
     * @throws IllegalArgumentException if a value is not finite
     */
    public Activations toActivations() {
        List<FloatMatrix> matrices = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            matrices.add(FloatMatrix.wrap(rows, widths.get(i), values.get(i)));
        }
        int last = matrices.size() - 1;
        return new Activations(layers, matrices.subList(0, last), matrices.get(last));
    }
}
