package org.dknn.nlp.encode;

import java.util.OptionalInt;
import org.dknn.dl4j.InputEncoder.LargestId;

/**
 * Numbers that stand for no word of a text.
 *
 * @param padding beside a text
 * @param unknown of words without a number; without it they are dropped
 * @param begin before each text
 * @param end behind each text
 */
record SpecialIds(int padding, OptionalInt unknown, OptionalInt begin, OptionalInt end) {

    static final SpecialIds NONE = new SpecialIds(0, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    SpecialIds {
        if (padding < 0 || unknown.orElse(0) < 0 || begin.orElse(0) < 0 || end.orElse(0) < 0) {
            throw new IllegalArgumentException("numbers must be 0 or more, got padding " + padding + ", unknown "
                    + unknown + ", begin " + begin + ", end " + end);
        }
    }

    SpecialIds withPadding(int id) {
        return new SpecialIds(id, unknown, begin, end);
    }

    SpecialIds withUnknown(int id) {
        return new SpecialIds(padding, OptionalInt.of(id), begin, end);
    }

    SpecialIds droppingUnknown() {
        return new SpecialIds(padding, OptionalInt.empty(), begin, end);
    }

    SpecialIds withBegin(int id) {
        return new SpecialIds(padding, unknown, OptionalInt.of(id), end);
    }

    SpecialIds withEnd(int id) {
        return new SpecialIds(padding, unknown, begin, OptionalInt.of(id));
    }

    /** How many stand before and behind each text. */
    int around() {
        return (begin.isPresent() ? 1 : 0) + (end.isPresent() ? 1 : 0);
    }

    /** The largest of these numbers and that of the words. */
    LargestId largest(LargestId ofWords) {
        LargestId largest = ofWords;
        largest = larger(largest, OptionalInt.of(padding), "the padding");
        largest = larger(largest, unknown, "the unknown word");
        largest = larger(largest, begin, "the begin of a text");
        return larger(largest, end, "the end of a text");
    }

    private static LargestId larger(LargestId largest, OptionalInt id, String what) {
        return id.orElse(-1) > largest.id() ? new LargestId(id.getAsInt(), what) : largest;
    }
}
