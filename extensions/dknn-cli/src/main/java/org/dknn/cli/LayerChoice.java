package org.dknn.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dknn.dl4j.Pooling;

/**
 * A layer that may have neighbors. Users write {@code dense1} or, for a layer with one vector per word, {@code lstm1:max}.
 *
 * @param name in the network
 * @param pooling of the vectors of its words; empty for a layer with one vector per text
 */
record LayerChoice(String name, Optional<Pooling> pooling) {

    /**
     * Parses what a user wrote: a name, and behind the last colon a pooling or nothing.
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
                Arrays.stream(Pooling.values())
                        .filter(each -> List.of(each.name(), shortName(each)).contains(pooling))
                        .findFirst()
                        .or(() -> {
                            throw new IllegalArgumentException(
                                    "layers with one vector per word are pooled by max, mean or last, got \"" + text
                                            + "\"");
                        }));
    }

    static List<LayerChoice> all(List<String> texts) {
        return texts.stream().map(LayerChoice::of).toList();
    }

    private static String shortName(Pooling pooling) {
        return pooling.name().substring(0, pooling.name().indexOf('_'));
    }

    @Override
    public String toString() {
        return pooling.map(each -> name + ":" + shortName(each).toLowerCase(Locale.ROOT))
                .orElse(name.contains(":") ? name + ":" : name);
    }
}
