package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Prediction;
import org.dknn.index.Neighbors;
import org.dknn.nlp.explain.LayerNeighbors.NearText;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;

/**
 * The training texts that are nearest over all layers.
 *
 * @param prediction whose neighbors are merged
 * @param texts of the examples
 */
record NearestTexts(Prediction prediction, ReferenceTexts<?> texts) {

    /** What a text counts in a layer of whose neighbors it is none. */
    private static final double BEYOND = 1.1;

    private static final Comparator<NearText> NEAREST_FIRST = Comparator.comparing(
            NearText::neighbor,
            Comparator.comparingDouble(NeighborText::distance).thenComparingInt(NeighborText::ordinal));

    /** The nearest few, and behind them the nearest of another class than a label, unless there is one among them. */
    List<NearText> of(int label, int count) {
        List<NearText> merged = merged();
        List<NearText> first = merged.stream().limit(count).toList();
        if (count == 0 || first.stream().anyMatch(text -> text.neighbor().label() != label)) {
            return first;
        }
        Optional<NearText> other = merged.stream()
                .filter(text -> text.neighbor().label() != label)
                .findFirst()
                .or(() -> far(label));
        return Stream.concat(first.stream(), other.stream()).toList();
    }

    private List<NearText> merged() {
        int layers = texts.layers().size();
        Map<Integer, double[]> shares = new LinkedHashMap<>();
        for (int layer = 0; layer < layers; layer++) {
            Neighbors found = prediction.neighbors().get(layer);
            for (int rank = 0; rank < found.size(); rank++) {
                shares.computeIfAbsent(found.ordinal(rank), ordinal -> new double[layers])[layer] =
                        1 + share(found, found.distance(rank));
            }
        }
        List<NearText> merged = new ArrayList<>();
        shares.forEach((ordinal, plusOne) -> merged.add(new NearText(
                texts.text(ordinal, mean(plusOne)),
                IntStream.range(0, layers).mapToObj(layer -> plusOne[layer] > 0).toList())));
        merged.sort(NEAREST_FIRST);
        return merged;
    }

    private static double share(Neighbors found, double distance) {
        double last = found.distance(found.size() - 1);
        return last == 0 ? 0 : distance / last;
    }

    /** Of shares plus one, 0 where the text is no neighbor. */
    private static double mean(double[] plusOne) {
        double sum = 0;
        for (double share : plusOne) {
            sum += share == 0 ? BEYOND : share - 1;
        }
        return sum / plusOne.length;
    }

    /** The nearest text of another class that is a neighbor in no layer: the one that comes nearest in any. */
    private Optional<NearText> far(int label) {
        List<NearText> candidates = new ArrayList<>();
        int layers = texts.layers().size();
        for (int layer = 0; layer < layers; layer++) {
            List<Neighbors> byLabel = prediction.classNeighbors().get(layer);
            for (int other = 0; other < byLabel.size(); other++) {
                if (other != label && byLabel.get(other).size() > 0) {
                    double share = share(
                            prediction.neighbors().get(layer),
                            byLabel.get(other).distance(0));
                    candidates.add(new NearText(
                            texts.text(byLabel.get(other).ordinal(0), Math.max(BEYOND, share)),
                            IntStream.range(0, layers).mapToObj(any -> false).toList()));
                }
            }
        }
        return candidates.stream().min(NEAREST_FIRST);
    }
}
