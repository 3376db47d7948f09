package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.dknn.activation.Activations;
import org.dknn.vector.FloatMatrix;

/** Collects the rows of batches, which finish in any order and in several threads, at the positions of their inputs. */
final class RowCollector {

    private final List<String> layers;
    private final List<float[]> values = new ArrayList<>();
    private final List<Integer> widths;
    private final int rows;

    /**
     * Allocates the rows.
     *
     * @param widths of the layers, then of the output
     */
    RowCollector(List<String> layers, List<Integer> widths, int rows) {
        this.layers = layers;
        this.widths = widths;
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
     * Adds a batch. Batches have no position in common, so no lock is needed.
     *
     * @param positions where its rows go
     * @param batch values of the layers, then of the output, row by row
     */
    void add(int[] positions, List<float[]> batch) {
        for (int i = 0; i < values.size(); i++) {
            int width = widths.get(i);
            for (int row = 0; row < positions.length; row++) {
                System.arraycopy(batch.get(i), row * width, values.get(i), positions[row] * width, width);
            }
        }
    }

    Activations toActivations() {
        List<FloatMatrix> matrices = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            matrices.add(FloatMatrix.wrap(rows, widths.get(i), values.get(i)));
        }
        int last = matrices.size() - 1;
        return new Activations(layers, matrices.subList(0, last), matrices.get(last));
    }
}
