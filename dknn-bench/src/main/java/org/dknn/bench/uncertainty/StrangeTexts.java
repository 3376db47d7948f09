package org.dknn.bench.uncertainty;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Texts that are no film reviews, as many as there are usual ones, always the same for a seed. */
final class StrangeTexts {

    private StrangeTexts() {}

    /**
     * Questions; the usual texts with their words shuffled; and texts of the same lengths of words drawn from all different words of the
     * usual ones, each as likely.
     */
    static Map<String, List<List<String>>> beside(List<List<String>> usual, List<List<String>> questions, long seed) {
        Map<String, List<List<String>>> texts = new LinkedHashMap<>();
        List<List<String>> drawn = new ArrayList<>(questions);
        Collections.shuffle(drawn, new Random(seed));
        texts.put("TREC questions", List.copyOf(drawn.subList(0, Math.min(usual.size(), drawn.size()))));
        texts.put("shuffled words", shuffled(usual, new Random(seed)));
        texts.put("random words", random(usual, new Random(seed + 1)));
        return texts;
    }

    private static List<List<String>> shuffled(List<List<String>> usual, Random random) {
        List<List<String>> texts = new ArrayList<>();
        for (List<String> text : usual) {
            List<String> words = new ArrayList<>(text);
            Collections.shuffle(words, random);
            texts.add(List.copyOf(words));
        }
        return texts;
    }

    private static List<List<String>> random(List<List<String>> usual, Random random) {
        List<String> words = usual.stream().flatMap(List::stream).distinct().toList();
        return usual.stream()
                .map(text -> text.stream()
                        .map(word -> words.get(random.nextInt(words.size())))
                        .toList())
                .toList();
    }
}
