package org.dknn.nlp.encode;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dknn.activation.InputCodec;
import org.dknn.dl4j.InputEncoder;
import org.dknn.dl4j.LengthPolicy;
import org.dknn.nlp.text.Vocabulary;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Words as their numbers in a vocabulary, for networks that begin with an embedding.
 *
 * <p>An empty text is read as one unknown word. Immutable, safe for use by many threads.
 */
public final class TokenIds implements InputEncoder<List<String>> {

    /** A word that {@link #withPlaceholders} reads as a vector of zeros; no text has it, Unicode keeps it out. */
    public static final String ZERO_WORD = "\uFDD1";

    /** A word that {@link #withPlaceholders} reads as the mean of all words; no text has it, Unicode keeps it out. */
    public static final String MEAN_WORD = "\uFDD2";

    private final Vocabulary vocabulary;
    private final LengthPolicy lengthPolicy;
    private final Map<String, Integer> placeholders;

    /** Encodes texts at their natural length. */
    public TokenIds(Vocabulary vocabulary) {
        this(vocabulary, LengthPolicy.natural());
    }

    /** Encodes texts at the length of a policy, with padding behind the words. */
    public TokenIds(Vocabulary vocabulary, LengthPolicy lengthPolicy) {
        this(vocabulary, lengthPolicy, Map.of());
    }

    private TokenIds(Vocabulary vocabulary, LengthPolicy lengthPolicy, Map<String, Integer> placeholders) {
        this.vocabulary = Objects.requireNonNull(vocabulary, "vocabulary");
        this.lengthPolicy = Objects.requireNonNull(lengthPolicy, "lengthPolicy");
        this.placeholders = placeholders;
    }

    /**
     * An encoder that also reads {@link #ZERO_WORD} and {@link #MEAN_WORD}, as the two numbers behind those of the vocabulary:
     * for networks that {@link org.dknn.dl4j.ExtendedEmbedding} made. With it, a word is removed by replacing it by one of
     * them.
     */
    public TokenIds withPlaceholders() {
        return new TokenIds(
                vocabulary, lengthPolicy, Map.of(ZERO_WORD, vocabulary.size(), MEAN_WORD, vocabulary.size() + 1));
    }

    @Override
    public List<Integer> lengths(List<String> words) {
        return List.of(lengthPolicy.length(words.size()));
    }

    /**
     * Encodes a batch of texts of equal length.
     *
     * @return one array {@code [texts x length]} of numbers of words
     */
    @Override
    public List<INDArray> encode(List<List<String>> texts) {
        int length = lengthPolicy.length(texts.get(0).size());
        int[][] ids = new int[texts.size()][length];
        for (int i = 0; i < ids.length; i++) {
            fill(ids[i], texts.get(i));
        }
        return List.of(Nd4j.createFromArray(ids));
    }

    private void fill(int[] ids, List<String> words) {
        // rows start as zeros, which is the number of padding
        for (int t = 0; t < Math.min(ids.length, words.size()); t++) {
            String word = words.get(t);
            ids[t] = placeholders.getOrDefault(word, vocabulary.id(word));
        }
        if (words.isEmpty()) {
            ids[0] = Vocabulary.UNKNOWN;
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
        return "TokenIds[" + vocabulary + ", length " + lengthPolicy + "]";
    }
}
