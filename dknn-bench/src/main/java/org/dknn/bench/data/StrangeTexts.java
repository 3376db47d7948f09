package org.dknn.bench.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Texts that nobody wrote, made of usual ones. */
public final class StrangeTexts {

    private StrangeTexts() {}

    /** The usual texts, each with its words shuffled. */
    public static List<List<String>> shuffled(List<List<String>> usual, Random random) {
        List<List<String>> texts = new ArrayList<>();
        for (List<String> text : usual) {
            List<String> words = new ArrayList<>(text);
            Collections.shuffle(words, random);
            texts.add(List.copyOf(words));
        }
        return List.copyOf(texts);
    }

    /** Texts of the same lengths, of words drawn from all different words of the usual ones, each as likely. */
    public static List<List<String>> ofRandomWords(List<List<String>> usual, Random random) {
        List<String> words = usual.stream().flatMap(List::stream).distinct().toList();
        return usual.stream()
                .map(text -> text.stream()
                        .map(word -> words.get(random.nextInt(words.size())))
                        .toList())
                .toList();
    }
}
