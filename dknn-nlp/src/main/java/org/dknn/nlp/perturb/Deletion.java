package org.dknn.nlp.perturb;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Deletes words. */
record Deletion() implements Perturbation {

    @Override
    public List<String> remove(List<String> words, int position) {
        return removeAll(words, List.of(position));
    }

    @Override
    public List<String> removeAll(List<String> words, List<Integer> positions) {
        List<String> rest = new ArrayList<>(words.size());
        int from = 0;
        for (int position : positions) {
            Objects.checkIndex(position, words.size());
            rest.addAll(words.subList(from, position));
            from = position + 1;
        }
        rest.addAll(words.subList(from, words.size()));
        return List.copyOf(rest);
    }
}
