package org.dknn.nlp.perturb;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.dknn.internal.TextSeed;

/** Replaces words by drawn ones. */
record DrawnWords(WordFrequencies frequencies, int draws, long seed) implements Perturbation {

    DrawnWords {
        Objects.requireNonNull(frequencies, "frequencies");
        if (draws < 1) {
            throw new IllegalArgumentException("needs at least 1 draw, got " + draws);
        }
    }

    @Override
    public List<String> remove(List<String> words, int position) {
        return drawn(words, List.of(position), 0);
    }

    @Override
    public List<String> removeAll(List<String> words, List<Integer> positions) {
        return drawn(words, positions, 0);
    }

    @Override
    public List<List<String>> variants(List<String> words, List<Integer> positions) {
        if (positions.isEmpty()) {
            return List.of(words);
        }
        List<List<String>> variants = new ArrayList<>();
        for (int draw = 0; draw < draws; draw++) {
            variants.add(drawn(words, positions, draw));
        }
        return variants;
    }

    private List<String> drawn(List<String> words, List<Integer> positions, int draw) {
        List<String> changed = new ArrayList<>(words);
        for (int position : positions) {
            // a place has the same draws whatever else goes, so that removals are compared on like terms
            long place = TextSeed.of(TextSeed.of(seed, words) + draw, List.of(String.valueOf(position)));
            changed.set(position, frequencies.draw(new SplittableRandom(place)));
        }
        return List.copyOf(changed);
    }
}
