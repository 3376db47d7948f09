package org.dknn.nlp.perturb;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Replaces words by one. */
record Replacement(String word) implements Perturbation {

    Replacement {
        Objects.requireNonNull(word, "word");
    }

    @Override
    public List<String> remove(List<String> words, int position) {
        return removeAll(words, List.of(position));
    }

    @Override
    public List<String> removeAll(List<String> words, List<Integer> positions) {
        List<String> changed = new ArrayList<>(words);
        positions.forEach(position -> changed.set(position, word));
        return List.copyOf(changed);
    }
}
