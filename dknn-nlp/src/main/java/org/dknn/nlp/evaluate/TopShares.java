package org.dknn.nlp.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Rationales of the most salient words. */
final class TopShares {

    /** More than the rounding error of a share times a number of words, so that a tenth of ten words is one word. */
    private static final double ROUNDING = 1e-9;

    private static final int FERRET_STEPS = 10;

    private TopShares() {}

    /** Chooses sets of words by their values. */
    @FunctionalInterface
    interface Rationales {

        List<BitSet> of(double[] values);
    }

    /** The top share of the words, for each share; at least one word. */
    static Rationales of(double... shares) {
        for (double share : shares) {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("a share must be in (0, 1], got " + share);
            }
        }
        double[] own = shares.clone();
        return values -> Arrays.stream(own)
                .mapToObj(share -> WordRanking.top(values, count(share, values.length)))
                .toList();
    }

    static int count(double share, int words) {
        return Math.max(1, (int) Math.ceil(share * words - ROUNDING));
    }

    /** ferret's: the top tenth, two tenths and so on of the words, rounded down, of those above 0; each rationale once. */
    static Rationales ferret() {
        return values -> {
            List<BitSet> kept = new ArrayList<>();
            BitSet last = new BitSet();
            for (int step = 1; step <= FERRET_STEPS; step++) {
                BitSet rationale = WordRanking.topPositive(values, values.length * step / FERRET_STEPS);
                if (!rationale.equals(last)) {
                    kept.add(rationale);
                }
                last = rationale;
            }
            return kept;
        };
    }
}
