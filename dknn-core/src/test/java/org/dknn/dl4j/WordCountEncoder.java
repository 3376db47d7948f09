package org.dknn.dl4j;

import java.util.Arrays;
import java.util.List;
import org.dknn.activation.InputCodec;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Texts of numbers of words as counts of each word: {@code [texts x words]}. */
record WordCountEncoder() implements InputEncoder<String> {

    @Override
    public List<Integer> lengths(String text) {
        return List.of(1);
    }

    @Override
    public List<INDArray> encode(List<String> texts) {
        float[][] counts = new float[texts.size()][Networks.WORDS];
        for (int i = 0; i < counts.length; i++) {
            String text = texts.get(i);
            for (int id : text.isEmpty()
                    ? new int[0]
                    : Arrays.stream(text.split(" ", -1))
                            .mapToInt(Integer::parseInt)
                            .toArray()) {
                counts[i][id]++;
            }
        }
        return List.of(Nd4j.createFromArray(counts));
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
