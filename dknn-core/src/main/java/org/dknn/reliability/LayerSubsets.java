package org.dknn.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Combinations of layers to study. */
final class LayerSubsets {

    /** Five layers have 31 combinations. */
    private static final int ALL_UP_TO = 5;

    private LayerSubsets() {}

    /**
     * Single layers, then combinations, smaller ones first: all combinations for up to {@value #ALL_UP_TO} layers; for
     * more layers, the last two, the last three and so on.
     */
    static List<List<Integer>> of(int layers) {
        List<List<Integer>> subsets = new ArrayList<>();
        for (int size = 1; size <= layers; size++) {
            if (layers <= ALL_UP_TO || size == 1) {
                addOfSize(size, layers, subsets);
            } else {
                subsets.add(IntStream.range(layers - size, layers).boxed().toList());
            }
        }
        return subsets;
    }

    private static void addOfSize(int size, int layers, List<List<Integer>> subsets) {
        if (size == 1) {
            IntStream.range(0, layers).forEach(layer -> subsets.add(List.of(layer)));
            return;
        }
        for (int bits = 0; bits < 1 << layers; bits++) {
            int chosen = bits;
            if (Integer.bitCount(bits) == size) {
                subsets.add(IntStream.range(0, layers)
                        .filter(layer -> (chosen & 1 << layer) != 0)
                        .boxed()
                        .toList());
            }
        }
    }
}
