package org.dknn.nlp.encode;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.dknn.activation.InputCodec;
import org.dknn.dl4j.InputEncoder;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Texts as one vector each by any function, such as TF-IDF values or paragraph vectors. All texts share a batch. As
 * safe for use by many threads as its function, and can be saved if a {@link org.dknn.saved.ModelPart} writes that.
 */
public final class TextVectorEncoder implements InputEncoder<List<String>> {

    private final int width;
    private final Function<List<String>, float[]> vectors;
    private final List<String> example;

    private TextVectorEncoder(int width, Function<List<String>, float[]> vectors, List<String> example) {
        this.width = width;
        this.vectors = vectors;
        this.example = example;
    }

    /**
     * An encoder by a function.
     *
     * @param width of all vectors
     * @param vectors of the words of a text, which may be none; must give a text the same vector each time
     */
    public static TextVectorEncoder of(int width, Function<List<String>, float[]> vectors) {
        if (width < 1) {
            throw new IllegalArgumentException("vectors must have at least 1 value, got width " + width);
        }
        return new TextVectorEncoder(width, Objects.requireNonNull(vectors, "vectors"), List.of());
    }

    /**
     * An encoder with an example, which extractors encode twice as a check: a function that infers vectors often gives no words
     * the same vector each time and any words another one. Default: no words.
     */
    public TextVectorEncoder withExample(List<String> words) {
        return new TextVectorEncoder(width, vectors, List.copyOf(words));
    }

    int width() {
        return width;
    }

    Function<List<String>, float[]> vectors() {
        return vectors;
    }

    /** One number that is the same for all texts. */
    @Override
    public List<Integer> lengths(List<String> words) {
        return List.of(1);
    }

    /**
     * Encodes a batch of any texts.
     *
     * @return one array {@code [texts x width]}
     * @throws IllegalArgumentException if a vector has another width
     */
    @Override
    public List<INDArray> encode(List<List<String>> texts) {
        float[][] rows = new float[texts.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = vectors.apply(texts.get(i));
            if (rows[i].length != width) {
                throw new IllegalArgumentException("the vector of a text must have " + width + " values, got "
                        + rows[i].length + " for " + texts.get(i));
            }
        }
        return List.of(Nd4j.createFromArray(rows));
    }

    @Override
    public List<String> blank() {
        return List.of();
    }

    @Override
    public List<String> example() {
        return example;
    }

    @Override
    public InputCodec<List<String>> codec() {
        return InputCodec.words();
    }

    @Override
    public String toString() {
        return "TextVectorEncoder[width " + width + "]";
    }
}
