package org.dknn.nlp.render;

import java.util.stream.IntStream;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Interval;

/**
 * What readers see of a word by one method.
 *
 * @param saliency of all words
 * @param position of the word, from 0
 */
record WordValue(Attributions saliency, int position) {

    private static final Interval ZERO = new Interval(0, 0);

    /** Whether a method leaves open of some word if it speaks for or against. */
    static boolean isUnclearSomewhere(Attributions saliency) {
        return IntStream.range(0, saliency.size()).anyMatch(position -> new WordValue(saliency, position).isUnclear());
    }

    /** Whether the data leave open if the word speaks for or against; not so where they tell that it does neither. */
    boolean isUnclear() {
        return saliency.isUnclear(position)
                && !saliency.intervals().get(position).equals(ZERO);
    }

    /** What gets a colour or a bar: the value, but 0 if that is unclear. */
    double drawn() {
        return isUnclear() ? 0 : saliency.value(position);
    }

    /** Such as {@code +0.120}. */
    String number() {
        return Numbers.signed(saliency.value(position));
    }

    /** Where the value lies, such as {@code -0.010 to +0.250}; empty if the method does not tell. */
    String range() {
        if (saliency.intervals().isEmpty()) {
            return "";
        }
        Interval interval = saliency.intervals().get(position);
        return Numbers.signed(interval.low()) + " to " + Numbers.signed(interval.high());
    }

    /** Number and range, such as {@code +0.120 (-0.010 to +0.250)}. */
    String text() {
        return range().isEmpty() ? number() : number() + " (" + range() + ")";
    }
}
