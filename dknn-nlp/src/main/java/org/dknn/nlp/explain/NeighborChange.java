package org.dknn.nlp.explain;

import java.util.List;

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
}
