package org.dknn.nlp.encode;

import java.util.Objects;
import java.util.Optional;
import org.dknn.nlp.text.Vocabulary;

/** Vectors of one 1, at the number of the word. */
record OneHotVectors(Vocabulary vocabulary) implements WordVectors {

    OneHotVectors {
        Objects.requireNonNull(vocabulary, "vocabulary");
    }

    @Override
    public int width() {
        return vocabulary.size();
    }

    @Override
    public Optional<float[]> vector(String word) {
        if (!vocabulary.contains(word)) {
            return Optional.empty();
        }
        float[] vector = new float[vocabulary.size()];
        vector[vocabulary.id(word)] = 1;
        return Optional.of(vector);
    }

    @Override
    public String toString() {
        return "one-hot vectors of " + vocabulary;
    }
}
