package org.dknn.nlp.encode;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.dknn.activation.InputCodec;
import org.dknn.dl4j.InputEncoder;
import org.dknn.dl4j.LengthPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Words as vectors that are looked up, for networks that read vectors and have no embedding of their own.
 *
 * <p>Words without a vector are read as the unknown word, which is zeros by default, or dropped. An empty text is one
 * unknown word; padding is zeros. Immutable, safe for use by many threads if its vectors are.
 */
public final class WordVectorEncoder implements InputEncoder<List<String>> {

    /** Shape of the array of a batch of texts of one length. */
    public enum Layout {
        /** {@code [texts x width x length]}: recurrent layers and convolutions over time. */
        SEQUENCE,

        /** {@code [texts x length x width]}: the same with channels last. */
        SEQUENCE_CHANNELS_LAST,

        /** {@code [texts x 1 x length x width]}: an image with a word per row, as DL4J's sentence CNN reads it. */
        IMAGE,

        /** {@code [texts x 1 x width x length]}: an image with a word per column. */
        IMAGE_OF_COLUMNS,

        /** {@code [texts x width x length x 1]}: an image of one column, with a channel per value. */
        IMAGE_OF_CHANNELS;

        long[] shape(long texts, long width, long length) {
            return switch (this) {
                case SEQUENCE -> new long[] {texts, width, length};
                case SEQUENCE_CHANNELS_LAST -> new long[] {texts, length, width};
                case IMAGE -> new long[] {texts, 1, length, width};
                case IMAGE_OF_COLUMNS -> new long[] {texts, 1, width, length};
                case IMAGE_OF_CHANNELS -> new long[] {texts, width, length, 1};
            };
        }

        boolean isWordByWord() {
            return this == SEQUENCE_CHANNELS_LAST || this == IMAGE;
        }
    }

    private final WordVectors vectors;
    private final LengthPolicy lengthPolicy;
    private final Layout layout;
    private final float[] unknown;
    private final boolean drops;

    WordVectorEncoder(WordVectors vectors, LengthPolicy policy, Layout layout, float[] unknown, boolean drops) {
        this.vectors = Objects.requireNonNull(vectors, "vectors");
        this.lengthPolicy = Objects.requireNonNull(policy, "lengthPolicy");
        this.layout = Objects.requireNonNull(layout, "layout");
        this.unknown = unknown;
        this.drops = drops;
    }

    /** Encodes texts at their natural length as sequences, unknown words as zeros. */
    public static WordVectorEncoder of(WordVectors vectors) {
        return new WordVectorEncoder(
                vectors, LengthPolicy.natural(), Layout.SEQUENCE, new float[vectors.width()], false);
    }

    /** An encoder at the length of a policy, with zeros as padding. */
    public WordVectorEncoder withLengths(LengthPolicy policy) {
        return new WordVectorEncoder(vectors, policy, layout, unknown, drops);
    }

    /** An encoder of arrays of another shape. Default: {@link Layout#SEQUENCE}. */
    public WordVectorEncoder withLayout(Layout layout) {
        return new WordVectorEncoder(vectors, lengthPolicy, layout, unknown, drops);
    }

    /** An encoder that reads unknown words as a vector, {@code [width]}, which is copied. */
    public WordVectorEncoder withUnknown(float... vector) {
        if (vector.length != vectors.width()) {
            throw new IllegalArgumentException(
                    "the unknown word must have " + vectors.width() + " values, got " + vector.length);
        }
        return new WordVectorEncoder(vectors, lengthPolicy, layout, vector.clone(), false);
    }

    /** An encoder that drops unknown words, as DL4J's iterators do, and reads a text of which nothing is left as zeros. */
    public WordVectorEncoder droppingUnknown() {
        return new WordVectorEncoder(vectors, lengthPolicy, layout, new float[vectors.width()], true);
    }

    @Override
    public List<Integer> lengths(List<String> words) {
        return List.of(lengthPolicy.length(read(words).size()));
    }

    /** The words that are not dropped. */
    private List<String> read(List<String> words) {
        return drops
                ? words.stream()
                        .filter(word -> vectors.vector(word).isPresent())
                        .toList()
                : words;
    }

    /**
     * Encodes a batch of texts of equal length.
     *
     * @return one array of the shape of the layout
     * @throws IllegalArgumentException if a vector that is looked up has another width or is not finite
     */
    @Override
    public List<INDArray> encode(List<List<String>> texts) {
        int length = lengths(texts.get(0)).get(0);
        float[] values = new float[Math.toIntExact((long) texts.size() * vectors.width() * length)];
        for (int row = 0; row < texts.size(); row++) {
            fill(read(texts.get(row)), values, row * vectors.width() * length, length);
        }
        return List.of(Nd4j.createFromArray(values).reshape(layout.shape(texts.size(), vectors.width(), length)));
    }

    private void fill(List<String> words, float[] values, int first, int length) {
        // a text of no words is read as one unknown word
        int position = lengthPolicy.firstPosition(Math.max(1, words.size()));
        if (words.isEmpty()) {
            put(unknown, values, first, position, length);
            return;
        }
        for (String word : words.subList(lengthPolicy.firstToken(words.size()), lengthPolicy.endToken(words.size()))) {
            put(vectors.vector(word).orElse(unknown), values, first, position++, length);
        }
    }

    private void put(float[] vector, float[] values, int first, int position, int length) {
        int stride = layout.isWordByWord() ? 1 : length;
        int start = first + (layout.isWordByWord() ? position * vector.length : position);
        for (int i = 0; i < vector.length; i++) {
            values[start + i * stride] = vector[i];
        }
    }

    /** Positions of the words that have no vector, or are cut off. */
    @Override
    public List<BitSet> unseen(List<String> words) {
        Predicate<String> isKnown = word -> vectors.vector(word).isPresent();
        return List.of(UnseenWords.of(
                words,
                isKnown,
                word -> !drops || isKnown.test(word),
                0,
                read(words).size(),
                lengthPolicy));
    }

    WordVectors vectors() {
        return vectors;
    }

    LengthPolicy lengthPolicy() {
        return lengthPolicy;
    }

    Layout layout() {
        return layout;
    }

    /** The vector of unknown words, unless they are dropped. */
    Optional<float[]> unknown() {
        return drops ? Optional.empty() : Optional.of(unknown.clone());
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
        return "WordVectorEncoder[" + vectors + ", length " + lengthPolicy + ", " + layout + "]";
    }
}
