package org.dknn.nlp.evaluate;

import java.util.List;
import java.util.SplittableRandom;

/** Draws that depend on a seed and a text alone, not on which texts came before. */
final class TextRandom {

    private TextRandom() {}

    static SplittableRandom of(long seed, List<String> words) {
        // hash codes of strings and lists are laid down, so the draws are the same on every machine
        return new SplittableRandom(31 * new SplittableRandom(seed).nextLong() + words.hashCode());
    }
}
