package org.dknn.reliability;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dknn.index.Neighbors;
import org.dknn.reliability.LabelAudit.NearDuplicate;

/** Search for pairs of reference examples that are near in every layer. */
final class DuplicateSearch {

    /** Number of neighbors kept per example and layer; more duplicates are rare. */
    private static final int KEPT = 10;

    private DuplicateSearch() {}

    /** Those that matter here: at least one. */
    static Neighbors first(Neighbors neighbors) {
        int kept = Math.min(KEPT, neighbors.size());
        return Neighbors.wrap(Arrays.copyOf(neighbors.ordinals(), kept), Arrays.copyOf(neighbors.distances(), kept));
    }

    /**
     * The pairs.
     *
     * @param layers per layer, the first neighbors of each example
     * @param closeness share of a layer's typical distance up to which examples are near
     */
    static List<NearDuplicate> within(List<Neighbors[]> layers, double closeness, int[] labels) {
        Map<Pair, Double> pairs = pairsOf(layers.get(0), closeness);
        for (Neighbors[] layer : layers.subList(1, layers.size())) {
            Map<Pair, Double> others = pairsOf(layer, closeness);
            pairs.keySet().retainAll(others.keySet());
            pairs.replaceAll((pair, share) -> Math.max(share, others.getOrDefault(pair, share)));
        }
        return pairs.entrySet().stream()
                .map(entry -> entry.getKey().duplicate(entry.getValue(), labels))
                .sorted(Comparator.comparingDouble(NearDuplicate::closeness)
                        .thenComparing(NearDuplicate::first)
                        .thenComparing(NearDuplicate::second))
                .toList();
    }

    private static Map<Pair, Double> pairsOf(Neighbors[] examples, double closeness) {
        double typical = typical(examples);
        Map<Pair, Double> pairs = new HashMap<>();
        for (int ordinal = 0; ordinal < examples.length; ordinal++) {
            Neighbors neighbors = examples[ordinal];
            for (int rank = 0; rank < neighbors.size(); rank++) {
                double share = neighbors.distance(rank) / typical;
                if (share <= closeness) {
                    pairs.merge(Pair.of(ordinal, neighbors.ordinal(rank)), share, Math::min);
                }
            }
        }
        return pairs;
    }

    /** Median of the nearest neighbors' distances above 0; 1 if there are none. */
    private static double typical(Neighbors[] examples) {
        double[] distances = Arrays.stream(examples)
                .mapToDouble(neighbors -> neighbors.distance(0))
                .filter(distance -> distance > 0)
                .sorted()
                .toArray();
        return distances.length == 0 ? 1 : distances[distances.length / 2];
    }

    private record Pair(int first, int second) {

        static Pair of(int one, int other) {
            return new Pair(Math.min(one, other), Math.max(one, other));
        }

        NearDuplicate duplicate(double closeness, int[] labels) {
            return new NearDuplicate(first, second, labels[first], labels[second], closeness);
        }
    }
}
