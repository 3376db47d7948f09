package org.dknn.internal;

import java.util.List;

/** Seeds of draws that depend on a seed and a text alone, so the same text gets the same ones whatever is asked beside it. */
public final class TextSeed {

    private TextSeed() {}

    public static long of(long seed, List<String> words) {
        // the multiplier of Java's SplittableRandom spreads seeds that lie near each other
        return seed * 0x9E3779B97F4A7C15L + words.hashCode();
    }
}
