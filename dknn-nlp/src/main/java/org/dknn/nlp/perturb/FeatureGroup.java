package org.dknn.nlp.perturb;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Words of a text that are removed together.
 *
 * @param positions rising, at least one, from 0
 */
public record FeatureGroup(List<Integer> positions) {

    /** Copies the list and checks it. */
    public FeatureGroup {
        positions = List.copyOf(positions);
        if (positions.isEmpty()) {
            throw new IllegalArgumentException("a unit needs at least one position, got none");
        }
        int before = -1;
        for (int position : positions) {
            if (position <= before) {
                throw new IllegalArgumentException("positions must be 0 or more and rise, got " + positions);
            }
            before = position;
        }
    }

    /** Words by position, rising. */
    public static FeatureGroup of(int... positions) {
        return new FeatureGroup(IntStream.of(positions).boxed().toList());
    }

    /** The words at {@code [start, end)}. */
    public static FeatureGroup span(int start, int end) {
        return new FeatureGroup(IntStream.range(start, end).boxed().toList());
    }
}
