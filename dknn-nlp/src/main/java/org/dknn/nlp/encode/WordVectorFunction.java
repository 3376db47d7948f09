package org.dknn.nlp.encode;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Word vectors by somebody else's function, checked as they come. */
record WordVectorFunction(int width, Function<String, float[]> lookup) implements WordVectors {

    WordVectorFunction {
        Objects.requireNonNull(lookup, "lookup");
        if (width < 1) {
            throw new IllegalArgumentException("vectors must have at least 1 value, got width " + width);
        }
    }

    @Override
    public Optional<float[]> vector(String word) {
        return Optional.ofNullable(lookup.apply(word)).map(vector -> checked(word, vector.clone()));
    }

    private float[] checked(String word, float[] vector) {
        if (vector.length != width) {
            throw new IllegalArgumentException(
                    "the vector of \"" + word + "\" must have " + width + " values, got " + vector.length);
        }
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("the vector of \"" + word + "\" must be finite, got " + value);
            }
        }
        return vector;
    }

    @Override
    public String toString() {
        return "word vectors by a function, width " + width;
    }
}
