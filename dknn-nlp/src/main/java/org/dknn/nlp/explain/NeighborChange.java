package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.index.Neighbors;

/**
 * How the neighbors in one layer change when a word goes. As many come as leave.
 *
 * @param layer its name
 * @param leftByLabel number of neighbors that leave, by label
 * @param cameByLabel number of neighbors that come, by label
 * @param left those that leave, nearest to the whole text first; few are shown
 * @param came those that come, nearest to the shortened text first; few are shown
 */
public record NeighborChange(
        String layer,
        List<Integer> leftByLabel,
        List<Integer> cameByLabel,
        List<NeighborText> left,
        List<NeighborText> came) {

    /** Copies the lists. */
    public NeighborChange {
        leftByLabel = List.copyOf(leftByLabel);
        cameByLabel = List.copyOf(cameByLabel);
        left = List.copyOf(left);
        came = List.copyOf(came);
    }

    /** Number of neighbors that leave, and of those that come. */
    public int count() {
        return leftByLabel.stream().mapToInt(count -> count).sum();
    }

    /**
     * The changes between a whole text and a shortened one, one per layer.
     *
     * @param shown number of texts to show of those that leave, and of those that come
     */
    static List<NeighborChange> between(Prediction whole, Prediction shortened, ReferenceTexts<?> texts, int shown) {
        List<NeighborChange> changes = new ArrayList<>();
        for (int layer = 0; layer < texts.layers().size(); layer++) {
            Neighbors before = whole.neighbors().get(layer);
            Neighbors after = shortened.neighbors().get(layer);
            List<NeighborText> left = without(before, after, texts);
            List<NeighborText> came = without(after, before, texts);
            changes.add(new NeighborChange(
                    texts.layers().get(layer),
                    byLabel(left, texts.labels()),
                    byLabel(came, texts.labels()),
                    left.stream().limit(shown).toList(),
                    came.stream().limit(shown).toList()));
        }
        return changes;
    }

    private static List<NeighborText> without(Neighbors some, Neighbors others, ReferenceTexts<?> texts) {
        Set<Integer> there = IntStream.of(others.ordinals()).boxed().collect(Collectors.toSet());
        return IntStream.range(0, some.size())
                .filter(rank -> !there.contains(some.ordinal(rank)))
                .mapToObj(rank -> texts.text(some, rank))
                .toList();
    }

    private static List<Integer> byLabel(List<NeighborText> neighbors, int labels) {
        List<Integer> counts = new ArrayList<>(Collections.nCopies(labels, 0));
        neighbors.forEach(neighbor -> counts.set(neighbor.label(), counts.get(neighbor.label()) + 1));
        return counts;
    }
}
