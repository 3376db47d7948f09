package org.dknn.nlp.encode;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Word vectors in a table. Immutable, safe for use by many threads. */
final class VectorTable implements WordVectors {

    private final int width;
    private final Map<String, float[]> vectors;

    private VectorTable(int width, Map<String, float[]> vectors) {
        this.width = width;
        this.vectors = vectors;
    }

    /** Takes ownership of the table, whose vectors are finite and of the width. */
    static VectorTable wrap(int width, Map<String, float[]> vectors) {
        return new VectorTable(width, vectors);
    }

    /** Copies and checks a table. */
    static VectorTable copyOf(Map<String, float[]> vectors) {
        int width = vectors.values().stream()
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("needs the vector of at least one word, got none"))
                .length;
        WordVectorFunction checked = new WordVectorFunction(width, vectors::get);
        Map<String, float[]> copies = new HashMap<>();
        for (String word : vectors.keySet()) {
            Objects.requireNonNull(word, "word");
            copies.put(
                    word,
                    checked.vector(word)
                            .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" has no vector")));
        }
        return new VectorTable(width, copies);
    }

    @Override
    public int width() {
        return width;
    }

    /** The table itself; its arrays are not to be changed. */
    Map<String, float[]> vectors() {
        return vectors;
    }

    @Override
    public Optional<float[]> vector(String word) {
        return Optional.ofNullable(vectors.get(word)).map(float[]::clone);
    }

    @Override
    public String toString() {
        return "word vectors[" + vectors.size() + " words of width " + width + "]";
    }
}
