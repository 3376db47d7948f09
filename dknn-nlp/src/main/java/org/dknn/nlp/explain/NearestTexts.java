package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
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

    private static final Comparator<Merged> MERGED_FIRST =
            Comparator.comparingDouble((Merged text) -> text.distance).thenComparingInt(text -> text.ordinal);

    private static final Comparator<NearText> NEAREST_FIRST = Comparator.comparing(
            NearText::neighbor,
            Comparator.comparingDouble(NeighborText::distance).thenComparingInt(NeighborText::ordinal));

    /** The nearest few, and behind them the nearest of another class than a label, unless there is one among them. */
    List<NearText> of(int label, int count) {
        List<Merged> merged = merged();
        List<Merged> first = new ArrayList<>();
        while (first.size() < count && !merged.isEmpty()) {
            first.add(Collections.min(merged, MERGED_FIRST));
            merged.remove(first.get(first.size() - 1));
        }
        Stream<NearText> nearest = first.stream().map(this::text);
        if (count == 0 || first.stream().anyMatch(text -> isOther(text, label))) {
            return nearest.toList();
        }
        Optional<NearText> other = merged.stream()
                .filter(text -> isOther(text, label))
                .min(MERGED_FIRST)
                .map(this::text)
                .or(() -> far(label));
        return Stream.concat(nearest, other.stream()).toList();
    }

    private boolean isOther(Merged text, int label) {
        return texts.dknn().reference().label(text.ordinal) != label;
    }

    private NearText text(Merged merged) {
        return new NearText(
                texts.text(merged.ordinal, merged.distance),
                Arrays.stream(merged.plusOne).mapToObj(share -> share > 0).toList());
    }

    /** All neighbors, in no order: few of them are shown. */
    private List<Merged> merged() {
        int layers = texts.layers().size();
        Map<Integer, double[]> shares = new HashMap<>();
        for (int layer = 0; layer < layers; layer++) {
            Neighbors found = prediction.neighbors().get(layer);
            for (int rank = 0; rank < found.size(); rank++) {
                shares.computeIfAbsent(found.ordinal(rank), ordinal -> new double[layers])[layer] =
                        1 + share(found, found.distance(rank));
            }
        }
        List<Merged> merged = new ArrayList<>();
        shares.forEach((ordinal, plusOne) -> merged.add(new Merged(ordinal, mean(plusOne), plusOne)));
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

    /** A neighbor in at least one layer; its text is made only where it is shown. */
    private static final class Merged {

        private final int ordinal;

        /** Over all layers. */
        private final double distance;

        /** For each layer the share of the last distance at which it stands, plus one; 0 where it is no neighbor. */
        private final double[] plusOne;

        Merged(int ordinal, double distance, double... plusOne) {
            this.ordinal = ordinal;
            this.distance = distance;
            this.plusOne = plusOne;
        }
    }
}
