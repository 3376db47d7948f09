package org.dknn.nlp.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.nlp.text.SentencePair;

/** The seeded texts and pairs of the gate. Whatever is changed here must be recorded anew. */
final class GateData {

    static final LabelSet KINDS = LabelSet.of("bad", "middling", "good");
    static final LabelSet RELATIONS = LabelSet.of("contradicts", "is neutral", "entails");

    /** To be explained: repeated words, sentences, punctuation, an unknown word, a single word and none. */
    static final List<String> TEXTS = List.of(
            "a great film , not bad",
            "the story is awful",
            "good good film",
            "it is fair . the film is dull",
            "the plot was fine but the story is bad !",
            "great",
            "an okay zeppelin and a great story",
            "the film , the film .",
            "");

    /** Premises and hypotheses to be explained. */
    static final List<List<String>> PAIRS = List.of(
            List.of("a great film", "it is good"),
            List.of("the story was awful", "the film is fine"),
            List.of("it is fair , not bad", "an okay story"),
            List.of("good good zeppelin", "bad"),
            List.of("the plot is dull . the story is bad", "the film is awful"),
            List.of("great", ""));

    private static final List<String> IDLE =
            List.of("a", "an", "the", "film", "story", "plot", ",", ".", "not", "it", "is", "was", "and", "but", "!");
    private static final List<List<String>> TELLING = List.of(
            List.of("bad", "awful", "dull"), List.of("okay", "fair", "so-so"), List.of("good", "great", "fine"));

    private GateData() {}

    /** Words of a text, as the tokenizer of the gate has them. */
    static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    /** Class of a telling word, -1 for others. */
    static int kind(String word) {
        for (int kind = 0; kind < TELLING.size(); kind++) {
            if (TELLING.get(kind).contains(word)) {
                return kind;
            }
        }
        return -1;
    }

    /** Texts of 3 to 9 words with one telling word, a sixth of them with a wrong label. */
    static Dataset<List<String>> texts(int count, long seed) {
        Random random = new Random(seed);
        List<List<String>> texts = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(3);
            texts.add(text(kind, 3 + random.nextInt(7), random));
            labels[i] = random.nextInt(6) == 0 ? random.nextInt(3) : kind;
        }
        return Dataset.of(texts, labels, KINDS);
    }

    /** Pairs of texts of 2 to 5 words; the first of a lower class, of the same or of a higher one. */
    static Dataset<SentencePair> pairs(int count, long seed) {
        Random random = new Random(seed);
        List<SentencePair> pairs = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            int premise = random.nextInt(3);
            int hypothesis = random.nextInt(3);
            pairs.add(new SentencePair(
                    text(premise, 2 + random.nextInt(4), random), text(hypothesis, 2 + random.nextInt(4), random)));
            int distance = Math.abs(premise - hypothesis);
            labels[i] = random.nextInt(6) == 0 ? random.nextInt(3) : 2 - distance;
        }
        return Dataset.of(pairs, labels, RELATIONS);
    }

    private static List<String> text(int kind, int words, Random random) {
        List<String> text = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            text.add(IDLE.get(random.nextInt(IDLE.size())));
        }
        text.set(random.nextInt(words), TELLING.get(kind).get(random.nextInt(3)));
        return List.copyOf(text);
    }
}
