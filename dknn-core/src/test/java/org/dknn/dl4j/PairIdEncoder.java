package org.dknn.dl4j;

import java.util.List;
import org.dknn.activation.InputCodec;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Two texts of numbers of words: the one given, and the same from the second word on with a 7 behind. */
record PairIdEncoder() implements InputEncoder<String> {

    private static final IdEncoder SINGLE = new IdEncoder();

    private static String second(String text) {
        return text.isEmpty() ? "7" : (text + " 7").substring(text.indexOf(' ') + 1);
    }

    @Override
    public List<Integer> lengths(String text) {
        return List.of(SINGLE.lengths(text).get(0), SINGLE.lengths(second(text)).get(0));
    }

    @Override
    public List<INDArray> encode(List<String> texts) {
        return List.of(
                SINGLE.encode(texts).get(0),
                SINGLE.encode(texts.stream().map(PairIdEncoder::second).toList())
                        .get(0));
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
