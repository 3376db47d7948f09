package org.dknn.nlp.encode;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.dknn.activation.InputCodec;
import org.dknn.dl4j.InputEncoder;
import org.dknn.nlp.text.Vocabulary;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Texts as how often each word of a vocabulary is in them, or whether it is, for networks that know no order of words.
 *
 * <p>Column i is that of the word of number i: column {@value Vocabulary#PADDING} is always 0, column {@value
 * Vocabulary#UNKNOWN} stands for all words that are not in the vocabulary. An empty text is all zeros. All texts share a
 * batch, and no length policy has a part in it. Immutable, safe for use by many threads.
 */
public final class BagOfWordsEncoder implements InputEncoder<List<String>> {

    private enum Values {
        COUNTS,
        PRESENCE
    }

    private final Vocabulary vocabulary;
    private final Values values;

    private BagOfWordsEncoder(Vocabulary vocabulary, Values values) {
        this.vocabulary = Objects.requireNonNull(vocabulary, "vocabulary");
        this.values = values;
    }

    /** Encodes how often each word is there. */
    public static BagOfWordsEncoder counts(Vocabulary vocabulary) {
        return new BagOfWordsEncoder(vocabulary, Values.COUNTS);
    }

    /** Encodes 1 for each word that is there and 0 for all others. */
    public static BagOfWordsEncoder presence(Vocabulary vocabulary) {
        return new BagOfWordsEncoder(vocabulary, Values.PRESENCE);
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    boolean isPresence() {
        return values == Values.PRESENCE;
    }

    /** One number that is the same for all texts. */
    @Override
    public List<Integer> lengths(List<String> words) {
        return List.of(1);
    }

    /**
     * Encodes a batch of any texts.
     *
     * @return one array {@code [texts x vocabulary.size()]}
     */
    @Override
    public List<INDArray> encode(List<List<String>> texts) {
        float[][] rows = new float[texts.size()][vocabulary.size()];
        for (int i = 0; i < rows.length; i++) {
            for (String word : texts.get(i)) {
                int column = vocabulary.id(word);
                rows[i][column] = values == Values.PRESENCE ? 1 : rows[i][column] + 1;
            }
        }
        return List.of(Nd4j.createFromArray(rows));
    }

    /** Positions of the words that are not in the vocabulary. */
    @Override
    public List<BitSet> unseen(List<String> words) {
        BitSet unseen = new BitSet();
        for (int i = 0; i < words.size(); i++) {
            unseen.set(i, !vocabulary.contains(words.get(i)));
        }
        return List.of(unseen);
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
        return "BagOfWordsEncoder[" + vocabulary + ", " + values + "]";
    }
}
