package org.dknn.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dknn.dl4j.Pooling;

/**
 * A layer that neighbors can be looked for in. Users write {@code dense1} or, of a layer that gives a vector a word, {@code
 * lstm1:max}.
 *
 * @param name in the network
 * @param pooling how the vectors of its words become one; empty if it gives one anyway
 */
record LayerChoice(String name, Optional<Pooling> pooling) {

    /**
     * Reads what a user wrote: what is behind the last colon is the pooling, or none.
     *
     * @throws IllegalArgumentException if there is no such pooling
     */
    static LayerChoice of(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || colon == text.length() - 1) {
            return new LayerChoice(colon < 0 ? text : text.substring(0, colon), Optional.empty());
        }
        String pooling = text.substring(colon + 1).toUpperCase(Locale.ROOT).replace('-', '_');
        return new LayerChoice(
                text.substring(0, colon),
                Optional.of(Arrays.stream(Pooling.values())
                        .filter(each ->
                                each.name().equals(pooling) || shortName(each).equals(pooling))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "the vectors of a layer's words are pooled by max, mean or last, got \"" + text
                                        + "\""))));
    }

    /** Reads several. */
    static List<LayerChoice> all(List<String> texts) {
        return texts.stream().map(LayerChoice::of).toList();
    }

    private static String shortName(Pooling pooling) {
        return pooling.name().substring(0, pooling.name().indexOf('_'));
    }

    /** As a user writes it. */
    @Override
    public String toString() {
        return pooling.map(each -> name + ":" + shortName(each).toLowerCase(Locale.ROOT))
                .orElse(name.contains(":") ? name + ":" : name);
    }
}
