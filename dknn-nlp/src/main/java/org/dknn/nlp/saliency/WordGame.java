package org.dknn.nlp.saliency;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.dknn.ClassScore;

/**
 * What is played by words for a score: any number of them are there, the others are removed.
 *
 * @param score what is won
 * @param removal what stands in the place of words that are removed
 * @param units which words come and go together, and how what they win is spread on them
 */
public record WordGame(ClassScore score, RemovalStrategy removal, RemovalUnits units) {

    /** Checks that all parts are there. */
    public WordGame {
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(removal, "removal");
        Objects.requireNonNull(units, "units");
    }

    /** Single words are deleted. */
    public static WordGame of(ClassScore score) {
        return new WordGame(score, RemovalStrategy.delete(), RemovalUnits.words());
    }

    /** The positions of all units that are not there, rising. */
    static List<Integer> removed(List<WordUnit> units, BitSet present) {
        BitSet positions = new BitSet();
        for (int unit = present.nextClearBit(0); unit < units.size(); unit = present.nextClearBit(unit + 1)) {
            units.get(unit).positions().forEach(positions::set);
        }
        List<Integer> list = new ArrayList<>(positions.cardinality());
        positions.stream().forEach(list::add);
        return list;
    }
}
