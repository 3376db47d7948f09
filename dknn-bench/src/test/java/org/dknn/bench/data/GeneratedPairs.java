package org.dknn.bench.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dknn.Dataset;
import org.dknn.nlp.text.SentencePair;

/** Made-up pairs of sentences, for machines without real ones. Easy on purpose. */
public final class GeneratedPairs {

    static final String NAME = "generated pairs";

    private static final List<String> COLOURS = List.of("red", "blue", "green", "white");
    private static final List<String> THINGS = List.of("ball", "car", "hat", "boat");
    private static final List<String> PLACES = List.of("near the house", "in the park", "on the old road", "");
    private static final List<String> OPINIONS = List.of("new", "expensive", "famous", "borrowed");

    private GeneratedPairs() {}

    /** 1,200 pairs to train on, and 200 each to calibrate, to choose by and to report on; the same seed makes the same ones. */
    public static Parts<SentencePair> make(long seed) {
        Random random = new Random(seed);
        Dataset<SentencePair> training = pairs(1_200, random);
        return new Parts<>(
                NAME, training, pairs(200, random), pairs(200, random), pairs(200, random), training.select());
    }

    private static Dataset<SentencePair> pairs(int count, Random random) {
        List<SentencePair> pairs = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(SnliPairs.LABELS.size());
            pairs.add(pair(SnliPairs.LABELS.name(labels[i]), random));
        }
        return Dataset.of(pairs, labels, SnliPairs.LABELS);
    }

    private static SentencePair pair(String label, Random random) {
        int colour = random.nextInt(COLOURS.size());
        int other = (colour + 1 + random.nextInt(COLOURS.size() - 1)) % COLOURS.size();
        String thing = pick(THINGS, random);
        String claim =
                switch (label) {
                    case "entailment" -> COLOURS.get(colour);
                    case "contradiction" -> COLOURS.get(other);
                    default -> pick(OPINIONS, random);
                };
        String premise = "a " + COLOURS.get(colour) + " " + thing + " lies " + pick(PLACES, random);
        return new SentencePair(words(premise), words("the " + thing + " is " + claim));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split(" ", -1));
    }

    private static String pick(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
