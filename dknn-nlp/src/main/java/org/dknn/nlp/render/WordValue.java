package org.dknn.nlp.render;

import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.ValueLimits;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Attributions.Interval;
import org.dknn.nlp.render.page.Numbers;

/**
 * What readers see of a word by one method.
 *
 * @param values of all words
 * @param position of the word, from 0
 */
record WordValue(Attributions values, int position) {

    /** What is said in a few columns. */
    static final String NO_WORD = "no word matters here";

    private static final Interval ZERO = new Interval(0, 0);

    /** Whether it is unclear of some word if it speaks for or against. */
    static boolean isUnclearSomewhere(Attributions values) {
        return IntStream.range(0, values.size()).anyMatch(position -> new WordValue(values, position).isUnclear());
    }

    /** What is said where the values of all words are within the noise; empty otherwise. */
    static Optional<String> noWordMatters(Attributions values) {
        return values.isAllNoise()
                ? values.limits().map(limits -> NO_WORD + ": all within " + noise(limits))
                : Optional.empty();
    }

    /** Says which words have no color because of the noise, such as {@code ", none up to 0.02"}; empty without limits. */
    static String noneWithinNoise(Attributions values) {
        return values.limits()
                .filter(limits -> limits.noise() > 0)
                .map(limits -> ", none up to " + noise(limits))
                .orElse("");
    }

    private static String noise(ValueLimits.Range limits) {
        return new Scale(limits.noise()).text();
    }

    /** Whether the data leave open if the word speaks for or against; not so where they tell that it does neither. */
    boolean isUnclear() {
        return values.isUnclear(position) && !values.intervals().get(position).equals(ZERO);
    }

    /** What gets a color or a bar: the value, but 0 if that is unclear or noise. */
    double drawn() {
        return isUnclear() || values.isNoise(position) ? 0 : values.value(position);
    }

    /** Such as {@code +0.120}. */
    String number() {
        return Numbers.signed(values.value(position));
    }

    /** Where the value lies, such as {@code -0.010 to +0.250}; empty if the method does not tell. */
    String range() {
        if (values.intervals().isEmpty()) {
            return "";
        }
        Interval interval = values.intervals().get(position);
        return Numbers.signed(interval.low()) + " to " + Numbers.signed(interval.high());
    }

    /** Number and range, such as {@code +0.120 (-0.010 to +0.250)}. */
    String text() {
        return range().isEmpty() ? number() : number() + " (" + range() + ")";
    }
}
