package org.dknn.nlp.evaluate;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The mean squared error of the best multiple of the summed saliency as the drop of the score, over random sets of words. */
record InfidelityPlan(Erasure erasure, int samples, long seed) implements ErasurePlan {

    InfidelityPlan {
        if (samples < 1) {
            throw new IllegalArgumentException("the number of samples must be at least 1, got " + samples);
        }
    }

    @Override
    public List<List<String>> variants(ExplainedText explained) {
        return sets(explained).stream()
                .map(set -> erasure.without(explained.words(), set))
                .toList();
    }

    /** Sets of any size from 1 to all words alike, the same for every explanation of a text. */
    private List<BitSet> sets(ExplainedText explained) {
        SplittableRandom random = TextRandom.of(seed, explained.words());
        return Stream.generate(() -> draw(explained.size(), random))
                .limit(samples)
                .toList();
    }

    private static BitSet draw(int words, SplittableRandom random) {
        int size = 1 + random.nextInt(words);
        BitSet set = new BitSet();
        while (set.cardinality() < size) {
            set.set(random.nextInt(words));
        }
        return set;
    }

    @Override
    public OptionalDouble value(ExplainedText explained, double whole, double[] scores) {
        double[] sums = sets(explained).stream()
                .mapToDouble(set ->
                        set.stream().mapToDouble(explained.saliency()::value).sum())
                .toArray();
        double product = 0;
        double square = 0;
        for (int i = 0; i < sums.length; i++) {
            product += sums[i] * (whole - scores[i]);
            square += sums[i] * sums[i];
        }
        double factor = square == 0 ? 0 : product / square;
        double error = 0;
        for (int i = 0; i < sums.length; i++) {
            double miss = factor * sums[i] - (whole - scores[i]);
            error += miss * miss;
        }
        return OptionalDouble.of(error / sums.length);
    }
}
