package org.dknn.dl4j;

import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One input that is run through a network before any other, to learn what the network gives and to refuse what cannot
 * work.
 */
record Probe<I>(InputEncoder<I> encoder, I input) {

    /** Encoders must give an input the same numbers each time; this much is rounding. */
    private static final double ROUNDING = 1e-5;

    /**
     * Encodes the input, twice, and runs the network.
     *
     * @throws IllegalArgumentException if the encoder gives different arrays, or the network cannot read them
     */
    INDArray[] run(Function<List<INDArray>, INDArray[]> network) {
        List<INDArray> features = encoder.encode(List.of(input));
        requireSame(features, encoder.encode(List.of(input)));
        try {
            return network.apply(features);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the network cannot read " + described() + "; the network says: " + Causes.oneLine(e)
                            + Causes.advice(e),
                    e);
        }
    }

    private String described() {
        return input.equals(encoder.blank())
                ? "the shortest input, of lengths " + encoder.lengths(input)
                : "the example, of lengths " + encoder.lengths(input);
    }

    private static void requireSame(List<INDArray> first, List<INDArray> second) {
        for (int i = 0; i < first.size(); i++) {
            INDArray one = first.get(i);
            INDArray other = second.get(i);
            if (!one.equalShapes(other) || !one.equalsWithEps(other, ROUNDING)) {
                throw new IllegalArgumentException("the encoder must give an input the same array each time, got two"
                        + " that differ for network input " + i + "; if it infers vectors, as paragraph vectors do,"
                        + " infer each text once and keep the vector, or fix the seed of every inference");
            }
        }
    }
}
