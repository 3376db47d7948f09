package org.dknn.nlp.evaluate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/** Whether the score never falls as words come, the least salient first. Needs two words. */
record MonotonePlan(Erasure erasure) implements ErasurePlan {

    @Override
    public List<List<String>> variants(ExplainedText explained) {
        BitSet present = new BitSet();
        List<List<String>> variants = new ArrayList<>();
        for (int position : WordRanking.ascending(explained.saliency().values())) {
            present.set(position);
            variants.add(erasure.only(explained.words(), present));
        }
        return variants;
    }

    @Override
    public OptionalDouble value(ExplainedText explained, double whole, double[] scores) {
        if (scores.length < 2) {
            return OptionalDouble.empty();
        }
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] < scores[i - 1]) {
                return OptionalDouble.of(0);
            }
        }
        return OptionalDouble.of(1);
    }
}
