package org.dknn.nlp.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.dknn.activation.InputCodec;
import org.dknn.dl4j.InputEncoder;
import org.dknn.dl4j.LengthPolicy;
import org.dknn.nlp.text.Vocabulary;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Words as their numbers, for networks that begin with an embedding: by a {@link Vocabulary}, or by the numbering that
 * a network was trained with elsewhere.
 *
 * <p>Words without a number are read as the unknown word, or dropped. An empty text is read as one unknown word, or as
 * one padding if words are dropped. Immutable, safe for use by many threads.
 */
public final class TokenIds implements InputEncoder<List<String>> {

    /** A word that {@link #withPlaceholders} reads as a vector of zeros; no text has it, Unicode keeps it out. */
    public static final String ZERO_WORD = "\uFDD1";

    /** A word that {@link #withPlaceholders} reads as the mean of all words; no text has it, Unicode keeps it out. */
    public static final String MEAN_WORD = "\uFDD2";

    private final WordNumbers numbers;
    private final SpecialIds special;
    private final LengthPolicy lengthPolicy;
    private final Map<String, Integer> placeholders;

    TokenIds(WordNumbers numbers, SpecialIds special, LengthPolicy policy, boolean hasPlaceholders) {
        this.numbers = numbers;
        this.special = special;
        this.lengthPolicy = Objects.requireNonNull(policy, "lengthPolicy");
        int height = largest().id() + 1;
        this.placeholders = hasPlaceholders ? Map.of(ZERO_WORD, height, MEAN_WORD, height + 1) : Map.of();
    }

    private TokenIds with(SpecialIds special) {
        return new TokenIds(numbers, special, lengthPolicy, hasPlaceholders());
    }

    /** Encodes by the numbers of a vocabulary, with its padding and unknown word, at the natural length of texts. */
    public static TokenIds of(Vocabulary vocabulary) {
        return new TokenIds(
                WordNumbers.of(vocabulary),
                SpecialIds.NONE.withUnknown(Vocabulary.UNKNOWN),
                LengthPolicy.natural(),
                false);
    }

    /**
     * Encodes by a table of numbers, from 0, at the natural length of texts: such as Keras's word index with 3 added to
     * each, {@code .withBegin(1).withUnknown(2)}. Padding is 0 and other words are dropped, if not set otherwise.
     *
     * @throws IllegalArgumentException if it is empty or a number is negative
     */
    public static TokenIds of(Map<String, Integer> numbers) {
        return new TokenIds(WordNumbers.of(numbers), SpecialIds.NONE, LengthPolicy.natural(), false);
    }

    /**
     * Encodes by any function, as {@link #of(Map)} does by a table. An encoder of a function cannot be saved.
     *
     * @param size all numbers are below this; the embedding has at least as many rows
     * @param numbers of words, from 0; empty for words without one. Safe for use by many threads
     */
    public static TokenIds of(int size, Function<String, OptionalInt> numbers) {
        return new TokenIds(WordNumbers.of(size, numbers), SpecialIds.NONE, LengthPolicy.natural(), false);
    }

    /** An encoder at the length of a policy. */
    public TokenIds withLengths(LengthPolicy policy) {
        return new TokenIds(numbers, special, policy, hasPlaceholders());
    }

    /** An encoder that pads by a number. Default: 0. */
    public TokenIds withPadding(int id) {
        return with(special.withPadding(id));
    }

    /** An encoder that reads words without a number as one number. */
    public TokenIds withUnknown(int id) {
        return with(special.withUnknown(id));
    }

    /** An encoder that drops words without a number, as DL4J's iterators do. */
    public TokenIds droppingUnknown() {
        return with(special.droppingUnknown());
    }

    /** An encoder that puts a number before each text; where texts are cut, it is cut as a word is. */
    public TokenIds withBegin(int id) {
        return with(special.withBegin(id));
    }

    /** An encoder that puts a number behind each text; where texts are cut, it is cut as a word is. */
    public TokenIds withEnd(int id) {
        return with(special.withEnd(id));
    }

    /**
     * An encoder that also reads {@link #ZERO_WORD} and {@link #MEAN_WORD}, for networks that {@link
     * org.dknn.dl4j.ExtendedEmbedding} made: a word is removed by replacing it by one of them. Their numbers are the two above all others,
     * also above special numbers that are set later.
     */
    public TokenIds withPlaceholders() {
        return new TokenIds(numbers, special, lengthPolicy, true);
    }

    WordNumbers numbers() {
        return numbers;
    }

    SpecialIds special() {
        return special;
    }

    LengthPolicy lengthPolicy() {
        return lengthPolicy;
    }

    boolean hasPlaceholders() {
        return !placeholders.isEmpty();
    }

    @Override
    public List<Integer> lengths(List<String> words) {
        return List.of(lengthPolicy.length(places(words)));
    }

    /**
     * Encodes a batch of texts of equal length.
     *
     * @return one array {@code [texts x length]} of numbers of words
     */
    @Override
    public List<INDArray> encode(List<List<String>> texts) {
        int[][] rows = new int[texts.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(ids(texts.get(i)));
        }
        return List.of(Nd4j.createFromArray(rows));
    }

    private int[] row(List<Integer> ids) {
        int[] row = new int[lengthPolicy.length(ids.size())];
        Arrays.fill(row, special.padding());
        int position = lengthPolicy.firstPosition(ids.size());
        for (int id : ids.subList(lengthPolicy.firstToken(ids.size()), lengthPolicy.endToken(ids.size()))) {
            row[position++] = id;
        }
        return row;
    }

    /** Numbers of a text before it is padded or cut; at least one. */
    private List<Integer> ids(List<String> words) {
        List<Integer> ids = new ArrayList<>(words.size() + 2);
        special.begin().ifPresent(ids::add);
        for (String word : words) {
            id(word).ifPresent(ids::add);
        }
        special.end().ifPresent(ids::add);
        if (ids.isEmpty()) {
            ids.add(special.unknown().orElse(special.padding()));
        }
        return ids;
    }

    /** How many {@link #ids} a text has; none is looked up where unknown words have one too. */
    private int places(List<String> words) {
        return special.unknown().isPresent()
                ? Math.max(1, words.size() + special.around())
                : ids(words).size();
    }

    private OptionalInt id(String word) {
        OptionalInt own = own(word);
        return own.isPresent() ? own : special.unknown();
    }

    private OptionalInt own(String word) {
        Integer placeholder = placeholders.get(word);
        return placeholder == null ? numbers.of(word) : OptionalInt.of(placeholder);
    }

    @Override
    public List<Optional<LargestId>> largestIds() {
        LargestId largest = largest();
        return List.of(Optional.of(
                hasPlaceholders() ? new LargestId(largest.id() + 2, "the placeholder of the mean") : largest));
    }

    private LargestId largest() {
        return special.largest(numbers.largest());
    }

    /** Positions of the words that have no number, or are cut off. */
    @Override
    public List<BitSet> unseen(List<String> words) {
        return List.of(UnseenWords.of(
                words,
                word -> own(word).isPresent(),
                word -> special.unknown().isPresent() || own(word).isPresent(),
                special.begin().isPresent() ? 1 : 0,
                places(words),
                lengthPolicy));
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
        return "TokenIds[" + numbers + ", length " + lengthPolicy + "]";
    }

    /** Copies a table, refusing negative numbers. */
    static Map<String, Integer> checked(Map<String, Integer> table) {
        Map<String, Integer> copy = new HashMap<>(table);
        copy.forEach((word, id) -> {
            if (id < 0) {
                throw new IllegalArgumentException(
                        "numbers of words must be 0 or more, got " + id + " for \"" + word + "\"");
            }
        });
        return copy;
    }
}
