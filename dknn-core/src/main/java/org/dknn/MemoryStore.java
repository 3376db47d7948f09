package org.dknn;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.VectorSource;

/** Activations on the heap, in the blocks in which they were added: a layer may have more values than an array. */
final class MemoryStore implements ActivationStore {

    private final List<List<FloatMatrix>> layers = new ArrayList<>();
    private int rows;

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public void add(List<FloatMatrix> chunk) {
        while (layers.size() < chunk.size()) {
            layers.add(new ArrayList<>());
        }
        for (int layer = 0; layer < chunk.size(); layer++) {
            layers.get(layer).add(chunk.get(layer));
        }
        rows += chunk.get(0).rows();
    }

    @Override
    public VectorSource layer(int layer) {
        List<FloatMatrix> blocks = layers.get(layer);
        return blocks.size() == 1 ? blocks.get(0) : new Blocks(List.copyOf(blocks), rows);
    }

    @Override
    public void release(int layer) {
        layers.get(layer).clear();
    }

    @Override
    public void close() {
        layers.clear();
    }

    /** Matrices one below the other; all but the last have as many rows as the first. */
    private record Blocks(List<FloatMatrix> blocks, int rows) implements VectorSource {

        @Override
        public int columns() {
            return blocks.get(0).columns();
        }

        @Override
        public FloatMatrix rows(int from, int to) {
            Objects.checkFromToIndex(from, to, rows);
            float[] values = FloatMatrix.allocate(to - from, columns());
            int height = blocks.get(0).rows();
            for (int row = from; row < to; ) {
                int first = row % height;
                int count = Math.min(height - first, to - row);
                blocks.get(row / height).copyRows(first, first + count, values, (row - from) * columns());
                row += count;
            }
            return FloatMatrix.wrap(to - from, columns(), values);
        }
    }
}
