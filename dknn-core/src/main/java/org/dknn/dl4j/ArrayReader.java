package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dknn.activation.RowCollector;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reader of the arrays of the selected layers and of the output, whatever computed them. Immutable.
 *
 * @param selections the selected layers
 * @param channelsLast whether each has its channels last
 * @param output reader of the class probabilities
 * @param widths of the selected layers, then the number of classes; empty until {@link #sizedBy}
 */
record ArrayReader(
        List<LayerSelection> selections, List<Boolean> channelsLast, OutputReader output, List<Integer> widths) {

    /** Names of the arrays to compute, all different, in the order in which they are read. */
    List<String> names() {
        Set<String> names = new LinkedHashSet<>(layers());
        names.add(output.name());
        return List.copyOf(names);
    }

    List<String> layers() {
        return selections.stream().map(LayerSelection::name).toList();
    }

    /** Refuses no layer, and a layer that was added twice. */
    static void requireDifferent(List<LayerSelection> selections, List<String> known) {
        if (selections.isEmpty()) {
            throw new IllegalArgumentException("needs at least one layer, got none; there are " + known);
        }
        Set<String> seen = new LinkedHashSet<>();
        for (LayerSelection selection : selections) {
            if (!seen.add(selection.name())) {
                throw new IllegalArgumentException("layer \"" + selection.name() + "\" was added twice");
            }
        }
    }

    /** The reader with the widths of a probe's arrays, which are checked. */
    ArrayReader sizedBy(INDArray... arrays) {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < selections.size(); i++) {
            INDArray array = arrays[i];
            requirePoolable(selections.get(i), array);
            int channelAxis = array.rank() > 2 && channelsLast.get(i) ? array.rank() - 1 : 1;
            sizes.add(Math.toIntExact(array.size(channelAxis)));
        }
        sizes.add(output.classes(arrays[names().indexOf(output.name())]));
        return new ArrayReader(selections, channelsLast, output, List.copyOf(sizes));
    }

    private static void requirePoolable(LayerSelection selection, INDArray array) {
        boolean isSequence = array.rank() == 3 || array.rank() == 4;
        String shape = Arrays.toString(array.shape());
        if (!isSequence && array.rank() != 2) {
            throw new IllegalArgumentException(
                    "layer \"" + selection.name() + "\" must have rank 2, 3 or 4, got " + shape);
        }
        if (isSequence && selection.pooling().isEmpty()) {
            throw new IllegalArgumentException("layer \"" + selection.name() + "\" gives a sequence, " + shape
                    + ", and needs a pooling, one of " + Arrays.toString(Pooling.values()));
        }
        if (!isSequence && selection.pooling().isPresent()) {
            throw new IllegalArgumentException("layer \"" + selection.name() + "\" gives one vector, " + shape
                    + ", and needs no pooling, got " + selection.pooling().get());
        }
    }

    RowCollector collector(int rows) {
        return new RowCollector(layers(), widths, rows);
    }

    /**
     * Reads one batch.
     *
     * @param arrays by {@link #names}
     * @return values of the selected layers, then the probabilities, row by row
     */
    List<float[]> rows(INDArray[] arrays, long batch) {
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < selections.size(); i++) {
            INDArray array = arrays[i];
            Optional<Pooling> pooling = selections.get(i).pooling();
            boolean last = channelsLast.get(i);
            INDArray vectors = pooling.map(p -> p.pool(Sequences.channelsFirst(array, last)))
                    .orElse(array);
            requireShape(selections.get(i).name(), vectors, batch, widths.get(i));
            rows.add(ArrayRows.copy(vectors));
        }
        rows.add(output.probabilities(arrays[names().indexOf(output.name())], batch));
        return rows;
    }

    /** Refuses layers that have one row per step or flatten a sequence, which one input of one step does not reveal. */
    private static void requireShape(String name, INDArray vectors, long rows, int width) {
        if (vectors.rank() != 2 || vectors.size(0) != rows || vectors.size(1) != width) {
            throw new IllegalArgumentException(
                    "layer \"" + name + "\" must give one vector per input, always of one width: ["
                            + rows + " x " + width + "], got " + Arrays.toString(vectors.shape())
                            + "; choose the layer that pools it, or one behind that");
        }
    }
}
