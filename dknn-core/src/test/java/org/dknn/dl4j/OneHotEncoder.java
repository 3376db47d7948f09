package org.dknn.dl4j;

import java.util.List;
import org.dknn.activation.InputCodec;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Texts of numbers of words as the vectors that a network without an embedding reads: {@code [texts x words x length]}. */
record OneHotEncoder() implements InputEncoder<String> {

    private static final IdEncoder IDS = new IdEncoder();

    @Override
    public List<Integer> lengths(String text) {
        return IDS.lengths(text);
    }

    @Override
    public List<INDArray> encode(List<String> texts) {
        INDArray ids = IDS.encode(texts).get(0);
        INDArray vectors = Nd4j.zeros(DataType.FLOAT, ids.size(0), Networks.WORDS, ids.size(1));
        for (int i = 0; i < ids.size(0); i++) {
            for (int t = 0; t < ids.size(1); t++) {
                vectors.putScalar(new int[] {i, ids.getInt(i, t), t}, 1);
            }
        }
        return List.of(vectors);
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
