package org.dknn.nlp.gradient;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.activation.GradientExtractor;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.vector.FloatMatrix;

/** The embeddings of a text that says nothing, from which integrated gradients set out. Safe for use by many threads. */
@FunctionalInterface
public interface Baseline {

    /**
     * The embeddings of a text that says nothing, as long as a given one.
     *
     * @param extractor embeds texts
     * @param words the given text, one token each
     * @param embeddings of the given text, {@code [tokens x width]}; tokens behind the words are padding
     * @return of the same shape; rows of padding as they are
     */
    FloatMatrix of(GradientExtractor<List<String>> extractor, List<String> words, FloatMatrix embeddings);

    /** The vector of zeros in the place of every word. */
    static Baseline zero() {
        return (extractor, words, embeddings) -> FloatMatrix.copyOf(IntStream.range(0, embeddings.rows())
                .mapToObj(
                        row -> row < Math.max(1, words.size()) ? new float[embeddings.columns()] : embeddings.row(row))
                .toArray(float[][]::new));
    }

    /** The vector of one word, such as a mask that the network knows, in the place of every word. */
    static Baseline word(String word) {
        return (extractor, words, embeddings) ->
                words.isEmpty() ? embeddings : extractor.embeddings(Collections.nCopies(words.size(), word));
    }

    /** The vector of unknown words in the place of every word. */
    static Baseline unknownWord() {
        return word(Perturbation.UNKNOWN_WORD);
    }
}
