package org.dknn.internal;

import java.util.List;

/** Seeds derived from a seed and a text alone, so that draws for a text do not depend on other texts. */
public final class TextSeed {

    private TextSeed() {}

    public static long of(long seed, List<String> words) {
        // the multiplier of Java's SplittableRandom separates neighboring seeds
        return seed * 0x9E3779B97F4A7C15L + words.hashCode();
    }
}
