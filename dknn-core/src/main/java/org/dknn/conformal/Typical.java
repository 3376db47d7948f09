package org.dknn.conformal;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Typical distances of layers. */
final class Typical {

    private Typical() {}

    /** Median over the examples per layer; 1 in a layer where it is 0, as with identical activations. */
    static List<Double> ofLayers(List<NeighborStatistics> examples, ToDoubleFunction<LayerStatistics> distance) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("typical distances need at least one example, got none");
        }
        int layers = examples.get(0).layers().size();
        return IntStream.range(0, layers)
                .mapToObj(layer -> median(examples.stream()
                        .mapToDouble(example ->
                                distance.applyAsDouble(example.layers().get(layer)))
                        .toArray()))
                .toList();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        double median = values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        return median > 0 ? median : 1;
    }

    static double require(List<Double> values, int layer, String name) {
        if (layer >= values.size()) {
            throw new IllegalStateException(
                    "the nonconformity " + name + " must be fitted to layers first; it is fitted to " + values.size());
        }
        return values.get(layer);
    }
}
