package org.dknn.ood;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.dknn.activation.InputCodec;

/** The words of reference inputs, in whatever case, and which follows which. Immutable. */
final class KnownWords {

    /** A number per word. */
    private final Map<String, Integer> ids;

    /** Numbers of two words that follow each other, in one long; rising. */
    private final long[] pairs;

    private KnownWords(Map<String, Integer> ids, long[] pairs) {
        this.ids = ids;
        this.pairs = pairs;
    }

    static <I> KnownWords of(InputCodec<I> codec, List<I> reference) {
        Map<String, Integer> ids = new HashMap<>();
        LongStream.Builder pairs = LongStream.builder();
        for (I input : reference) {
            for (List<String> words : codec.texts(input)) {
                int before = -1;
                for (String word : words) {
                    int id = ids.computeIfAbsent(folded(word), unused -> ids.size());
                    if (before >= 0) {
                        pairs.add(pair(before, id));
                    }
                    before = id;
                }
            }
        }
        return new KnownWords(ids, pairs.build().sorted().distinct().toArray());
    }

    private static String folded(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static long pair(int first, int second) {
        return ((long) first << Integer.SIZE) | second;
    }

    private int id(String word) {
        return ids.getOrDefault(folded(word), -1);
    }

    /** Unknown things among all. */
    record Count(int unknown, int all) {

        double share() {
            return all == 0 ? 0 : (double) unknown / all;
        }
    }

    Count words(List<List<String>> texts) {
        int unknown = 0;
        int all = 0;
        for (List<String> words : texts) {
            all += words.size();
            for (String word : words) {
                unknown += id(word) < 0 ? 1 : 0;
            }
        }
        return new Count(unknown, all);
    }

    Count pairs(List<List<String>> texts) {
        int unknown = 0;
        int all = 0;
        for (List<String> words : texts) {
            for (int i = 1; i < words.size(); i++) {
                all++;
                unknown += isKnown(id(words.get(i - 1)), id(words.get(i))) ? 0 : 1;
            }
        }
        return new Count(unknown, all);
    }

    private boolean isKnown(int first, int second) {
        return first >= 0 && second >= 0 && Arrays.binarySearch(pairs, pair(first, second)) >= 0;
    }
}
