package org.dknn.nlp.perturb;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dknn.nlp.perturb.FeatureGroups.Spread;

/** Groups made of other ones. */
record AdaptedGroups(Function<List<String>, List<FeatureGroup>> maker, Spread spread) implements FeatureGroups {

    AdaptedGroups {
        Objects.requireNonNull(spread, "spread");
    }

    @Override
    public List<FeatureGroup> groups(List<String> words) {
        return maker.apply(words);
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
