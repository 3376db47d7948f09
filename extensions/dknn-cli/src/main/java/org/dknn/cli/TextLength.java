package org.dknn.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dknn.dl4j.LengthPolicy;

/**
 * Number of words of a text that a network reads. Users write {@code 50}, or {@code 5+} for at least 5.
 *
 * @param words number of words that shorter texts are padded to
 * @param isLeast whether longer texts are read whole, rather than cut
 */
record TextLength(int words, boolean isLeast) {

    /** Every text as it is. */
    static final TextLength NATURAL = new TextLength(1, true);

    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,5})(\\+?)");

    /**
     * Parses what a user wrote.
     *
     * @throws IllegalArgumentException if it is not a length
     */
    static TextLength of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "needs a number of words such as 50, or a least number such as 5+, got \"" + text + "\"");
        }
        return new TextLength(
                Integer.parseInt(matcher.group(1)), !matcher.group(2).isEmpty());
    }

    LengthPolicy policy() {
        return isLeast ? LengthPolicy.minimum(words) : LengthPolicy.fixed(words);
    }

    @Override
    public String toString() {
        return words + (isLeast ? "+" : "");
    }
}
