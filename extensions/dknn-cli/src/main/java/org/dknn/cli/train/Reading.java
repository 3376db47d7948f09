package org.dknn.cli.train;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.dknn.dl4j.InputEncoder;
import org.dknn.nlp.encode.SentencePairEncoder;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Vocabulary;

/**
 * How a network reads its inputs while it is trained.
 *
 * @param encoder of batches of inputs
 * @param words replaces the words of an input
 * @param <I> type of the inputs
 */
public record Reading<I>(InputEncoder<I> encoder, WordChange<I> words) {

    /** No vocabulary has it, so it is read as the unknown word. */
    private static final String UNKNOWN = "\u0000";

    /**
     * Change of the words of an input.
     *
     * @param <I> type of the inputs
     */
    @FunctionalInterface
    public interface WordChange<I> {

        /** The input with each word replaced by what a function makes of it. */
        I apply(I input, UnaryOperator<String> change);
    }

    /** Sentences as the numbers of their words. */
    public static Reading<List<String>> sentences(Vocabulary vocabulary) {
        return new Reading<>(TokenIds.of(vocabulary), Reading::changed);
    }

    /** Pairs of sentences as the numbers of their words. */
    public static Reading<SentencePair> pairs(Vocabulary vocabulary) {
        return new Reading<>(
                new SentencePairEncoder(TokenIds.of(vocabulary)),
                (pair, change) ->
                        new SentencePair(changed(pair.premise(), change), changed(pair.hypothesis(), change)));
    }

    private static List<String> changed(List<String> words, UnaryOperator<String> change) {
        return words.stream().map(change).toList();
    }

    /** The input, in which each word is unknown with a probability. */
    I withUnknownWords(I input, double share, Random random) {
        return share == 0 ? input : words.apply(input, word -> random.nextDouble() < share ? UNKNOWN : word);
    }
}
