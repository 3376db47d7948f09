package org.dknn.nlp.json;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.PValues;

/** Numbers as lists and back. */
final class Numbers {

    private Numbers() {}

    static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** By label. */
    static List<Double> list(PValues pValues) {
        return IntStream.range(0, pValues.labels()).mapToObj(pValues::value).toList();
    }

    /** By label. */
    static List<Integer> counts(LabelVotes votes) {
        return IntStream.range(0, votes.labels()).mapToObj(votes::count).toList();
    }

    static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
