package org.dknn.nlp.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dknn.nlp.evaluate.RationalePlan.Rationales;

/** Rationales of the most salient words. */
final class TopShares {

    /** Takes off what a product of doubles may be too large by, so that a tenth of ten words is one. */
    private static final double ROUNDING = 1e-9;

    private static final int FERRET_STEPS = 10;

    private TopShares() {}

    /** The top share of the words, for each share; at least one word. */
    static Rationales of(double... shares) {
        for (double share : shares) {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("a share must be in (0, 1], got " + share);
            }
        }
        double[] own = shares.clone();
        return saliency -> Arrays.stream(own)
                .mapToObj(share -> WordRanking.top(saliency, count(share, saliency.length)))
                .toList();
    }

    static int count(double share, int words) {
        return Math.max(1, (int) Math.ceil(share * words - ROUNDING));
    }

    /** ferret's: the top tenth, two tenths and so on of the words, rounded down, of those above 0; each rationale once. */
    static Rationales ferret() {
        return saliency -> {
            List<BitSet> kept = new ArrayList<>();
            BitSet last = new BitSet();
            for (int step = 1; step <= FERRET_STEPS; step++) {
                BitSet rationale = WordRanking.topPositive(saliency, saliency.length * step / FERRET_STEPS);
                if (!rationale.equals(last)) {
                    kept.add(rationale);
                }
                last = rationale;
            }
            return kept;
        };
    }
}
