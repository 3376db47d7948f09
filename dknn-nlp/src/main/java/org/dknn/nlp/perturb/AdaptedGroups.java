package org.dknn.nlp.perturb;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.dknn.nlp.perturb.FeatureGroups.Spread;

/**
 * Groups with a name.
 *
 * @param name the same for the same groups, in every process
 * @param maker of the groups of a text
 * @param spread of their values
 */
record AdaptedGroups(String name, Function<List<String>, List<FeatureGroup>> maker, Spread spread)
        implements FeatureGroups {

    static final FeatureGroups WORDS =
            new AdaptedGroups("words", words -> windows(words.size(), 1), Spread.EQUAL_SHARES);

    AdaptedGroups {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(spread, "spread");
    }

    @Override
    public List<FeatureGroup> groups(List<String> words) {
        return maker.apply(words);
    }

    @Override
    public String toString() {
        return name;
    }

    /** As many words that follow each other, from each place on; a shorter text is one group. */
    static List<FeatureGroup> windows(int words, int size) {
        return IntStream.range(0, Math.max(Math.min(1, words), words - size + 1))
                .mapToObj(start -> FeatureGroup.span(start, Math.min(words, start + size)))
                .toList();
    }

    /** Groups without the skipped words; none that has no others. */
    static List<FeatureGroup> without(List<FeatureGroup> groups, List<String> words, Predicate<String> skipped) {
        return groups.stream()
                .map(group -> group.positions().stream()
                        .filter(position -> !skipped.test(words.get(position)))
                        .toList())
                .filter(positions -> !positions.isEmpty())
                .map(FeatureGroup::new)
                .toList();
    }
}
