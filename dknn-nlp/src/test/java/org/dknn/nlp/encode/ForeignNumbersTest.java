package org.dknn.nlp.encode;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.dknn.dl4j.InputEncoder.LargestId;
import org.dknn.dl4j.LengthPolicy;
import org.junit.jupiter.api.Test;

class ForeignNumbersTest {

    /** As Keras numbers the words of its film reviews: 0 pads, 1 begins, 2 is unknown, words from 4. */
    private static final TokenIds KERAS =
            TokenIds.of(Map.of("the", 4, "film", 5, "good", 6)).withBegin(1).withUnknown(2);

    private static int[] ids(TokenIds encoder, String... words) {
        return encoder.encode(List.of(List.of(words))).get(0).toIntVector();
    }

    private static BitSet unseen(TokenIds encoder, String... words) {
        return encoder.unseen(List.of(words)).get(0);
    }

    private static BitSet bits(int... positions) {
        BitSet bits = new BitSet();
        for (int position : positions) {
            bits.set(position);
        }
        return bits;
    }

    @Test
    void begin_unknown_and_end_have_their_numbers() {
        assertArrayEquals(new int[] {1, 4, 2, 6}, ids(KERAS, "the", "zebra", "good"));
        assertArrayEquals(new int[] {1, 5, 3}, ids(KERAS.withEnd(3), "film"));
        assertArrayEquals(new int[] {1}, ids(KERAS));
        assertEquals(List.of(4), KERAS.lengths(List.of("the", "zebra", "good")));
    }

    @Test
    void unknown_words_are_dropped_where_they_have_no_number() {
        TokenIds dropping = KERAS.droppingUnknown();

        assertArrayEquals(new int[] {1, 4, 6}, ids(dropping, "the", "zebra", "good"));
        assertEquals(List.of(3), dropping.lengths(List.of("the", "zebra", "good")));
        // a text of nothing that is known is one padding
        assertArrayEquals(new int[] {9}, ids(TokenIds.of(Map.of("a", 1)).withPadding(9), "zebra"));
        assertArrayEquals(new int[] {0}, ids(TokenIds.of(Map.of("a", 1))));
    }

    @Test
    void texts_are_padded_and_cut_on_either_side() {
        LengthPolicy behind = LengthPolicy.fixed(3);
        LengthPolicy front = behind.paddedInFront().cutInFront();

        assertArrayEquals(new int[] {1, 4, 0}, ids(KERAS.withLengths(behind), "the"));
        assertArrayEquals(new int[] {0, 1, 4}, ids(KERAS.withLengths(front), "the"));
        assertArrayEquals(new int[] {1, 4, 5}, ids(KERAS.withLengths(behind), "the", "film", "good"));
        assertArrayEquals(new int[] {4, 5, 6}, ids(KERAS.withLengths(front), "the", "film", "good"));
        assertArrayEquals(
                new int[] {7, 7, 4},
                ids(TokenIds.of(Map.of("the", 4)).withPadding(7).withLengths(front), "the"));
    }

    @Test
    void at_most_cuts_and_never_pads() {
        LengthPolicy most = LengthPolicy.atMost(2);

        assertArrayEquals(new int[] {1}, ids(KERAS.withLengths(most)));
        assertArrayEquals(new int[] {1, 4}, ids(KERAS.withLengths(most), "the", "film"));
        assertArrayEquals(new int[] {4, 5}, ids(KERAS.withLengths(most.cutInFront()), "the", "film"));
        assertEquals("at most 2, cut in front", most.cutInFront().toString());
    }

    @Test
    void words_that_are_unknown_or_cut_off_are_unseen() {
        assertEquals(bits(1), unseen(KERAS, "the", "zebra", "good"));
        assertEquals(bits(1), unseen(KERAS.droppingUnknown(), "the", "zebra", "good"));
        // begin, the, zebra | good
        assertEquals(bits(1, 2), unseen(KERAS.withLengths(LengthPolicy.atMost(3)), "the", "zebra", "good"));
        // dropped words take no place: begin, the, good
        assertEquals(
                bits(1), unseen(KERAS.droppingUnknown().withLengths(LengthPolicy.atMost(3)), "the", "zebra", "good"));
        // begin, the | film, good
        assertEquals(bits(0), unseen(KERAS.withLengths(LengthPolicy.atMost(2).cutInFront()), "the", "film", "good"));
        assertEquals(bits(), unseen(KERAS));
    }

    @Test
    void the_largest_number_is_known_with_its_word() {
        assertEquals(new LargestId(6, "\"good\""), KERAS.largestIds().get(0).orElseThrow());
        assertEquals(
                new LargestId(8, "the end of a text"),
                KERAS.withEnd(8).largestIds().get(0).orElseThrow());
    }

    @Test
    void a_function_is_checked_as_it_is_asked() {
        TokenIds lengths = TokenIds.of(5, word -> word.isEmpty() ? OptionalInt.empty() : OptionalInt.of(word.length()));

        assertArrayEquals(new int[] {3, 4}, ids(lengths, "the", "", "film"));
        assertRefused("the number of \"zebras\" must be in 0..4, got 6", () -> ids(lengths, "zebras"));
    }

    @Test
    void impossible_numbers_are_refused() {
        assertRefused("must be 0 or more, got -1 for \"a\"", () -> TokenIds.of(Map.of("a", -1)));
        assertRefused("at least one word, got none", () -> TokenIds.of(Map.of()));
        assertRefused("numbers must be 0 or more, got padding -2", () -> KERAS.withPadding(-2));
        assertRefused("the size must be at least 1, got 0", () -> TokenIds.of(0, word -> OptionalInt.empty()));
    }
}
