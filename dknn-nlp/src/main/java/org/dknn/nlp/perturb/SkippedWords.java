package org.dknn.nlp.perturb;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Words that may be left out of an explanation; for {@link FeatureGroups#except}. */
public final class SkippedWords {

    /** Function words, without those that negate, intensify or contrast: they turn what a text says. */
    private static final Set<String> ENGLISH = Set.of(
            ("a an the this that these those i me my mine we us our ours you your yours he him his she her hers it its"
                            + " they them their theirs who whom whose which what am is are was were be been being have"
                            + " has had having do does did doing will would shall should can could may might must of"
                            + " at by for with about into through during to from in on as and or if than then so there"
                            + " here when where how s 's 're 've 'll 'd 'm")
                    .split(" "));

    private static final Set<String> TREEBANK = Set.of("-lrb-", "-rrb-", "-lcb-", "-rcb-", "-lsb-", "-rsb-");

    /** No word of these is longer. */
    private static final int LONGEST = 20;

    private SkippedWords() {}

    /** Words of nothing but punctuation and back ticks, and the Penn Treebank's brackets. */
    public static Predicate<String> punctuation() {
        return word -> !word.isEmpty()
                && (contains(TREEBANK, word) || word.codePoints().allMatch(SkippedWords::isPunctuation));
    }

    /** English function words, whatever their case; negations, intensifiers and "but" are not among them. */
    public static Predicate<String> englishStopWords() {
        return word -> contains(ENGLISH, word);
    }

    private static boolean contains(Set<String> words, String word) {
        return word.length() <= LONGEST && words.contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean isPunctuation(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> codePoint == '`';
        };
    }
}
