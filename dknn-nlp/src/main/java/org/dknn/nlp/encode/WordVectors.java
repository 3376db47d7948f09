package org.dknn.nlp.encode;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dknn.nlp.text.Vocabulary;

/**
 * Vectors of words, all of one width. Implementations are safe for use by many threads.
 *
 * @see GloveFile
 */
public interface WordVectors {

    /** Number of values of each vector, at least 1. */
    int width();

    /** The vector of a word, {@code [width]}, not shared with anybody; empty for a word without one. */
    Optional<float[]> vector(String word);

    /**
     * Vectors by a function that gives null, or a vector, for a word. They cannot be saved.
     *
     * @param width of all vectors
     * @param lookup what it gives is copied; a vector of another width, or with a value that is not finite, is refused when
     *     it is asked for
     */
    static WordVectors of(int width, Function<String, float[]> lookup) {
        return new WordVectorFunction(width, lookup);
    }

    /**
     * Vectors in a table, which are saved with an explainer.
     *
     * @param vectors of at least one word, all finite and of one width; copied
     */
    static WordVectors copyOf(Map<String, float[]> vectors) {
        return VectorTable.copyOf(vectors);
    }

    /** One-hot vectors of a vocabulary: value i of the word of number i is 1; unknown words have no vector. */
    static WordVectors oneHot(Vocabulary vocabulary) {
        return new OneHotVectors(vocabulary);
    }
}
