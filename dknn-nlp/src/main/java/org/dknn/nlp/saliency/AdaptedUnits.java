package org.dknn.nlp.saliency;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/** Units made of other ones. */
record AdaptedUnits(Function<List<String>, List<WordUnit>> maker, Spread spread) implements RemovalUnits {

    AdaptedUnits {
        Objects.requireNonNull(spread, "spread");
    }

    @Override
    public List<WordUnit> units(List<String> words) {
        return maker.apply(words);
    }

    /** Units without the skipped words; none that has no others. */
    static List<WordUnit> without(List<WordUnit> units, List<String> words, Predicate<String> skipped) {
        return units.stream()
                .map(unit -> unit.positions().stream()
                        .filter(position -> !skipped.test(words.get(position)))
                        .toList())
                .filter(positions -> !positions.isEmpty())
                .map(WordUnit::new)
                .toList();
    }
}
