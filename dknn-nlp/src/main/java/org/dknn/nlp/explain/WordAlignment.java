package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Which words two texts share, in order: a longest common subsequence. Of several longest ones, that which takes words of the
 * left text as late as it can is chosen. Takes time in the product of both lengths, and one bit of memory for each pair.
 *
 * @see <a href="https://doi.org/10.1145/321796.321811">Wagner and Fischer (1974), The String-to-String Correction Problem</a>
 */
final class WordAlignment {

    private final int[] left;
    private final int[] right;

    /** For each pair of beginnings, in a row a left one, whether dropping the last left word keeps the most. */
    private final List<BitSet> dropsLeft = new ArrayList<>();

    private WordAlignment(int[] left, int[] right) {
        this.left = left;
        this.right = right;
    }

    /** A place in the left text, in the right text, or in both; from 0. */
    record Pair(OptionalInt left, OptionalInt right) {}

    /** The words of both texts in one order; of those that only one has, the left ones come first. */
    static List<Pair> of(List<String> left, List<String> right) {
        Map<String, Integer> numbers = new HashMap<>();
        WordAlignment alignment = new WordAlignment(numbered(left, numbers), numbered(right, numbers));
        alignment.fill();
        return alignment.trace();
    }

    private static int[] numbered(List<String> words, Map<String, Integer> numbers) {
        return words.stream()
                .mapToInt(word -> numbers.computeIfAbsent(word, unknown -> numbers.size()))
                .toArray();
    }

    private void fill() {
        int[] above = new int[right.length + 1];
        for (int word : left) {
            int[] row = new int[right.length + 1];
            BitSet drops = new BitSet(right.length + 1);
            for (int j = 1; j <= right.length; j++) {
                boolean same = word == right[j - 1];
                row[j] = same ? above[j - 1] + 1 : Math.max(above[j], row[j - 1]);
                drops.set(j, !same && above[j] > row[j - 1]);
            }
            dropsLeft.add(drops);
            above = row;
        }
    }

    private List<Pair> trace() {
        List<Pair> pairs = new ArrayList<>();
        int i = left.length;
        int j = right.length;
        while (i > 0 || j > 0) {
            if (i > 0 && j > 0 && left[i - 1] == right[j - 1]) {
                pairs.add(new Pair(OptionalInt.of(--i), OptionalInt.of(--j)));
            } else if (j == 0 || (i > 0 && dropsLeft.get(i - 1).get(j))) {
                pairs.add(new Pair(OptionalInt.of(--i), OptionalInt.empty()));
            } else {
                pairs.add(new Pair(OptionalInt.empty(), OptionalInt.of(--j)));
            }
        }
        Collections.reverse(pairs);
        return List.copyOf(pairs);
    }
}
