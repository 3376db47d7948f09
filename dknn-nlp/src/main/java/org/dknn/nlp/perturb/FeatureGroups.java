package org.dknn.nlp.perturb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Which words of a text are removed together; a lambda will do. What stands in their place is said by {@link
 * Perturbation}. Implementations are safe for use by many threads. What {@code toString} gives names the groups where limits of values
 * by them are saved; that of a lambda is another one in the next process.
 */
@FunctionalInterface
public interface FeatureGroups {

    /**
     * The groups of a text, in any order; they may have words in common, and words may be in none, which then cost nothing and
     * have the value 0.
     *
     * @param words the text; may be empty
     */
    List<FeatureGroup> groups(List<String> words);

    /** How a group's value becomes that of its words. Default: {@link Spread#EQUAL_SHARES}. */
    default Spread spread() {
        return Spread.EQUAL_SHARES;
    }

    /** Every word for itself. */
    static FeatureGroups words() {
        return AdaptedGroups.WORDS;
    }

    /** Every n words that follow each other; a shorter text is one group. */
    static FeatureGroups nGrams(int n) {
        requirePositive("n", n);
        return new AdaptedGroups(n + "-grams", words -> AdaptedGroups.windows(words.size(), n), Spread.EQUAL_SHARES);
    }

    /** For every word, the phrase of it and up to {@code radius} words on either side. */
    static FeatureGroups phrases(int radius) {
        requirePositive("radius", radius);
        return new AdaptedGroups(
                "phrases of " + radius + " words on either side",
                words -> IntStream.range(0, words.size())
                        .mapToObj(center -> FeatureGroup.span(
                                Math.max(0, center - radius), Math.min(words.size(), center + radius + 1)))
                        .toList(),
                Spread.EQUAL_SHARES);
    }

    /** Every sentence: up to words such as {@code .}, {@code !} and {@code ?}, with brackets and quotes that close there. */
    static FeatureGroups sentences() {
        return new AdaptedGroups("sentences", SentenceEnds::spans, Spread.EQUAL_SHARES);
    }

    /** All occurrences of a word together; each of them gets the whole value. */
    static FeatureGroups wordTypes() {
        return new AdaptedGroups(
                "word types",
                words -> {
                    Map<String, List<Integer>> positions = new LinkedHashMap<>();
                    for (int i = 0; i < words.size(); i++) {
                        positions
                                .computeIfAbsent(words.get(i), word -> new ArrayList<>())
                                .add(i);
                    }
                    return positions.values().stream().map(FeatureGroup::new).toList();
                },
                Spread.WHOLE_VALUE);
    }

    /** Given groups, of one text; longer texts have words in none. */
    static FeatureGroups of(FeatureGroup... groups) {
        List<FeatureGroup> given = List.of(groups);
        return words -> {
            for (FeatureGroup group : given) {
                int last = group.positions().get(group.positions().size() - 1);
                if (last >= words.size()) {
                    throw new IllegalArgumentException(
                            "positions must be below " + words.size() + ", the number of words, got " + last);
                }
            }
            return given;
        };
    }

    /** The same groups, with values spread in another way. */
    default FeatureGroups spreadBy(Spread spread) {
        return new AdaptedGroups(this + " by " + spread, this::groups, spread);
    }

    /**
     * The same groups without some words, which stay in the text, cost nothing and have the value 0; see {@link SkippedWords}.
     */
    default FeatureGroups except(Predicate<String> skipped) {
        return new AdaptedGroups(
                this + " except " + skipped, words -> AdaptedGroups.without(groups(words), words, skipped), spread());
    }

    private static void requirePositive(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, got " + number);
        }
    }

    /** How what a group is worth becomes what its words are worth. A word in no group is worth 0. */
    public enum Spread {
        /**
         * The mean, over the groups that a word is in, of the group's value divided by its number of words. Over groups without
         * common words, the words' values sum up to the groups' values.
         */
        EQUAL_SHARES {
            @Override
            double share(double value, int size) {
                return value / size;
            }
        },

        /** The mean, over the groups that a word is in, of the group's value. */
        WHOLE_VALUE {
            @Override
            double share(double value, int size) {
                return value;
            }
        };

        abstract double share(double value, int size);

        /**
         * Spreads values of groups.
         *
         * @param words number of words
         * @param values one per group
         * @return one value per word
         */
        public double[] spread(int words, List<FeatureGroup> groups, double[] values) {
            double[] sums = new double[words];
            int[] counts = new int[words];
            for (int i = 0; i < values.length; i++) {
                List<Integer> positions = groups.get(i).positions();
                for (int position : positions) {
                    sums[position] += share(values[i], positions.size());
                    counts[position]++;
                }
            }
            for (int position = 0; position < words; position++) {
                sums[position] /= Math.max(1, counts[position]);
            }
            return sums;
        }
    }
}
