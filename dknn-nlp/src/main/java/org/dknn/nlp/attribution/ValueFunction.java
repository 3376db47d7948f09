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
 * The value of a subset of words: the score of the text in which the other words are removed.
 *
 * @param score whose value it is
 * @param perturbation what stands in the place of words that are removed
 * @param groups which words come and go together, and how their value is spread on them
 */
public record ValueFunction(ScoreFunction score, Perturbation perturbation, FeatureGroups groups) {

    /** Checks that all parts are there. */
    public ValueFunction {
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(perturbation, "perturbation");
        Objects.requireNonNull(groups, "groups");
    }

    /** Single words are deleted. */
    public static ValueFunction of(ScoreFunction score) {
        return new ValueFunction(score, Perturbation.delete(), FeatureGroups.words());
    }

    /** The positions of all groups that are not there, rising. */
    static List<Integer> removed(List<FeatureGroup> groups, BitSet present) {
        BitSet positions = new BitSet();
        for (int group = present.nextClearBit(0); group < groups.size(); group = present.nextClearBit(group + 1)) {
            groups.get(group).positions().forEach(positions::set);
        }
        List<Integer> list = new ArrayList<>(positions.cardinality());
        positions.stream().forEach(list::add);
        return list;
    }
}
