package org.dknn.nlp.evaluate;

import java.util.BitSet;
import java.util.List;
import org.dknn.nlp.perturb.Perturbation;

/** Takes several words away from a text. What is left keeps its order. */
record Erasure(Perturbation removal) {

    /** The text without some words. */
    List<String> without(List<String> words, BitSet positions) {
        List<String> rest = words;
        // from behind, so that a deletion moves no word that is still to go
        for (int i = positions.length(); (i = positions.previousSetBit(i - 1)) >= 0; ) {
            rest = removal.remove(rest, i);
        }
        return rest;
    }

    /** The text with only some of its words. */
    List<String> only(List<String> words, BitSet positions) {
        BitSet others = (BitSet) positions.clone();
        others.flip(0, words.size());
        return without(words, others);
    }
}
