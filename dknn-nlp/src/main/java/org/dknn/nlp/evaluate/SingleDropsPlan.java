package org.dknn.nlp.evaluate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** A rank correlation of the saliency with the drops of the score when each word alone is taken away. */
record SingleDropsPlan(Erasure erasure, ToDoubleBiFunction<double[], double[]> correlation) implements ErasurePlan {

    @Override
    public List<List<String>> variants(ExplainedText explained) {
        return IntStream.range(0, explained.size())
                .mapToObj(position -> erasure.without(explained.words(), single(position)))
                .toList();
    }

    private static BitSet single(int position) {
        BitSet set = new BitSet();
        set.set(position);
        return set;
    }

    @Override
    public OptionalDouble value(ExplainedText explained, double whole, double[] scores) {
        double[] drops = Arrays.stream(scores).map(score -> whole - score).toArray();
        if (RankCorrelation.isConstant(drops)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(correlation.applyAsDouble(explained.saliency().values(), drops));
    }
}
