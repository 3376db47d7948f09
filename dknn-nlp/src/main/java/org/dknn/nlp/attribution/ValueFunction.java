package org.dknn.nlp.attribution;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.dknn.ScoreFunction;
import org.dknn.nlp.perturb.FeatureGroup;
import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.perturb.Perturbation;

/**
 * What is played by words for a score: any number of them are there, the others are removed.
 *
 * @param score what is won
 * @param removal what stands in the place of words that are removed
 * @param units which words come and go together, and how what they win is spread on them
 */
public record ValueFunction(ScoreFunction score, Perturbation removal, FeatureGroups units) {

    /** Checks that all parts are there. */
    public ValueFunction {
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(removal, "removal");
        Objects.requireNonNull(units, "units");
    }

    /** Single words are deleted. */
    public static ValueFunction of(ScoreFunction score) {
        return new ValueFunction(score, Perturbation.delete(), FeatureGroups.words());
    }

    /** The positions of all units that are not there, rising. */
    static List<Integer> removed(List<FeatureGroup> units, BitSet present) {
        BitSet positions = new BitSet();
        for (int unit = present.nextClearBit(0); unit < units.size(); unit = present.nextClearBit(unit + 1)) {
            units.get(unit).positions().forEach(positions::set);
        }
        List<Integer> list = new ArrayList<>(positions.cardinality());
        positions.stream().forEach(list::add);
        return list;
    }
}
