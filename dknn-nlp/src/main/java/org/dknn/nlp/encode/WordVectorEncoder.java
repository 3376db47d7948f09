package org.dknn.nlp.encode;

import java.util.List;
import java.util.Objects;
import org.dknn.activation.InputCodec;
import org.dknn.dl4j.InputEncoder;
import org.dknn.dl4j.LengthPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Words as vectors that are looked up, for networks that are fed with them and have no embedding of their own.
 *
 * <p>Words without a vector are read as the unknown word, which is zeros if not said otherwise; an empty text is one unknown
 * word; padding behind the words is zeros. Immutable, safe for use by many threads if its vectors are.
 */
public final class WordVectorEncoder implements InputEncoder<List<String>> {

    private final WordVectors vectors;
    private final LengthPolicy lengthPolicy;
    private final float[] unknown;

    private WordVectorEncoder(WordVectors vectors, LengthPolicy lengthPolicy, float[] unknown) {
        this.vectors = Objects.requireNonNull(vectors, "vectors");
        this.lengthPolicy = Objects.requireNonNull(lengthPolicy, "lengthPolicy");
        this.unknown = unknown;
    }

    /** Encodes texts at their natural length, unknown words as zeros. */
    public static WordVectorEncoder of(WordVectors vectors) {
        return new WordVectorEncoder(vectors, LengthPolicy.natural(), new float[vectors.width()]);
    }

    /** An encoder at the length of a policy, with zeros behind the words. */
    public WordVectorEncoder withLengths(LengthPolicy policy) {
        return new WordVectorEncoder(vectors, policy, unknown);
    }

    /** An encoder that reads unknown words as a vector, {@code [width]}, which is copied. */
    public WordVectorEncoder withUnknown(float... vector) {
        if (vector.length != vectors.width()) {
            throw new IllegalArgumentException(
                    "the unknown word must have " + vectors.width() + " values, got " + vector.length);
        }
        return new WordVectorEncoder(vectors, lengthPolicy, vector.clone());
    }

    @Override
    public List<Integer> lengths(List<String> words) {
        return List.of(lengthPolicy.length(words.size()));
    }

    /**
     * Encodes a batch of texts of equal length.
     *
     * @return one array {@code [texts x width x length]}
     * @throws IllegalArgumentException if a vector that is looked up has another width or is not finite
     */
    @Override
    public List<INDArray> encode(List<List<String>> texts) {
        int length = lengthPolicy.length(texts.get(0).size());
        float[] values = new float[Math.toIntExact((long) texts.size() * vectors.width() * length)];
        for (int row = 0; row < texts.size(); row++) {
            fill(texts.get(row), values, row * vectors.width() * length, length);
        }
        return List.of(Nd4j.createFromArray(values).reshape(texts.size(), vectors.width(), length));
    }

    private void fill(List<String> words, float[] values, int first, int length) {
        if (words.isEmpty()) {
            put(unknown, values, first, length);
        }
        for (int t = 0; t < Math.min(length, words.size()); t++) {
            put(vectors.vector(words.get(t)).orElse(unknown), values, first + t, length);
        }
    }

    /** Writes a vector down a column. */
    private static void put(float[] vector, float[] values, int first, int stride) {
        for (int i = 0; i < vector.length; i++) {
            values[first + i * stride] = vector[i];
        }
    }

    @Override
    public List<String> blank() {
        return List.of();
    }

    @Override
    public InputCodec<List<String>> codec() {
        return InputCodec.words();
    }

    @Override
    public String toString() {
        return "WordVectorEncoder[" + vectors + ", length " + lengthPolicy + "]";
    }
}
