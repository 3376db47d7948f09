package org.dknn.dl4j;

import java.util.Arrays;
import java.util.List;
import org.dknn.activation.InputCodec;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Texts that are numbers of words already, in one string: "3 1 4". */
record IdEncoder(LengthPolicy policy) implements InputEncoder<String> {

    IdEncoder() {
        this(LengthPolicy.natural());
    }

    private static int[] ids(String text) {
        return text.isEmpty()
                ? new int[] {1}
                : Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    }

    @Override
    public List<Integer> lengths(String text) {
        return List.of(policy.length(ids(text).length));
    }

    @Override
    public List<INDArray> encode(List<String> texts) {
        int length = lengths(texts.get(0)).get(0);
        int[][] batch =
                texts.stream().map(text -> Arrays.copyOf(ids(text), length)).toArray(int[][]::new);
        return List.of(Nd4j.createFromArray(batch));
    }

    @Override
    public String blank() {
        return "";
    }

    @Override
    public InputCodec<String> codec() {
        return InputCodec.strings();
    }
}
