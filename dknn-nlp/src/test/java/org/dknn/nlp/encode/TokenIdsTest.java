package org.dknn.nlp.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.dl4j.LengthPolicy;
import org.dknn.nlp.text.Vocabulary;
import org.junit.jupiter.api.Test;

class TokenIdsTest {

    /** a is 2, b is 3. */
    private static final Vocabulary VOCABULARY = Vocabulary.build(List.of(List.of("a", "a", "b")), 1);

    private static int[][] encode(LengthPolicy policy, List<List<String>> texts) {
        return TokenIds.of(VOCABULARY).withLengths(policy).encode(texts).get(0).toIntMatrix();
    }

    private static List<Integer> lengths(LengthPolicy policy, String... words) {
        return TokenIds.of(VOCABULARY).withLengths(policy).lengths(List.of(words));
    }

    @Test
    void words_become_numbers_and_unknown_ones_are_1() {
        int[][] ids = encode(LengthPolicy.natural(), List.of(List.of("a", "b", "x"), List.of("b", "b", "a")));

        assertArrayEquals(new int[][] {{2, 3, 1}, {3, 3, 2}}, ids);
        assertEquals(List.of(3), lengths(LengthPolicy.natural(), "a", "b", "x"));
    }

    @Test
    void placeholders_stand_behind_the_vocabulary_where_they_are_asked_for() {
        List<String> text = List.of("a", TokenIds.ZERO_WORD, TokenIds.MEAN_WORD, "x");
        TokenIds plain = TokenIds.of(VOCABULARY);

        assertArrayEquals(
                new int[][] {{2, 4, 5, 1}},
                plain.withPlaceholders().encode(List.of(text)).get(0).toIntMatrix());
        assertArrayEquals(
                new int[][] {{2, 1, 1, 1}}, plain.encode(List.of(text)).get(0).toIntMatrix());
    }

    @Test
    void placeholders_stand_behind_all_numbers_whenever_these_are_chosen() {
        TokenIds ids = TokenIds.of(VOCABULARY).withPlaceholders().withPadding(4).withEnd(5);

        assertArrayEquals(
                new int[][] {{6, 7, 5}},
                ids.encode(List.of(List.of(TokenIds.ZERO_WORD, TokenIds.MEAN_WORD)))
                        .get(0)
                        .toIntMatrix());
        assertEquals(7, ids.largestIds().get(0).orElseThrow().id());
    }

    @Test
    void the_natural_length_is_the_default() {
        assertEquals(List.of(2), TokenIds.of(VOCABULARY).lengths(List.of("a", "b")));
    }

    @Test
    void lengths_are_those_of_what_is_encoded() {
        TokenIds plain = TokenIds.of(VOCABULARY);
        List<TokenIds> all = List.of(
                plain,
                plain.withBegin(4),
                plain.withBegin(4).withEnd(5),
                plain.droppingUnknown(),
                plain.droppingUnknown().withEnd(5),
                plain.withLengths(LengthPolicy.minimum(3)));
        for (TokenIds ids : all) {
            for (List<String> text : List.of(
                    List.<String>of(), List.of("x"), List.of("a", "x"), List.of("a", "b"), List.of("x", "b", "x"))) {
                int[][] encoded = ids.encode(List.of(text)).get(0).toIntMatrix();
                assertEquals(List.of(encoded[0].length), ids.lengths(text), ids + " of " + text);
                BitSet unknown = new BitSet();
                IntStream.range(0, text.size())
                        .filter(i -> text.get(i).equals("x"))
                        .forEach(unknown::set);
                assertEquals(List.of(unknown), ids.unseen(text));
            }
        }
    }

    @Test
    void a_text_shorter_than_the_minimum_is_padded_behind() {
        LengthPolicy policy = LengthPolicy.minimum(3);

        assertArrayEquals(new int[][] {{2, 0, 0}}, encode(policy, List.of(List.of("a"))));
        assertArrayEquals(new int[][] {{2, 2, 3, 3}}, encode(policy, List.of(List.of("a", "a", "b", "b"))));
        assertEquals(List.of(3), lengths(policy, "a"));
        assertEquals(List.of(4), lengths(policy, "a", "a", "b", "b"));
    }

    @Test
    void a_fixed_length_pads_and_cuts_and_lets_all_texts_share_a_batch() {
        LengthPolicy policy = LengthPolicy.fixed(2);

        assertArrayEquals(
                new int[][] {{2, 0}, {3, 2}, {1, 0}},
                encode(policy, List.of(List.of("a"), List.of("b", "a", "b"), List.of())));
        assertEquals(List.of(2), lengths(policy));
        assertEquals(List.of(2), lengths(policy, "a", "b", "a"));
    }

    @Test
    void a_text_without_words_is_one_unknown_word() {
        assertArrayEquals(new int[][] {{1}}, encode(LengthPolicy.natural(), List.of(List.of())));
        assertArrayEquals(new int[][] {{1, 0, 0}}, encode(LengthPolicy.minimum(3), List.of(List.of())));
        assertEquals(List.of(1), lengths(LengthPolicy.natural()));
        assertEquals(List.of(), TokenIds.of(VOCABULARY).blank());
    }

    @Test
    void a_long_text_is_encoded() {
        int[][] ids = encode(LengthPolicy.natural(), List.of(Collections.nCopies(5000, "b")));

        assertEquals(5000, ids[0].length);
        assertEquals(3, ids[0][4999]);
    }

    @Test
    void inputs_survive_their_codec() {
        TokenIds encoder = TokenIds.of(VOCABULARY);
        List<String> words = List.of("a b", "\\/", "");

        assertEquals(words, encoder.codec().read(encoder.codec().write(words)));
    }

    @Test
    void parts_must_be_there() {
        assertThrows(NullPointerException.class, () -> TokenIds.of((Vocabulary) null));
        assertThrows(NullPointerException.class, () -> TokenIds.of(VOCABULARY).withLengths(null));
    }
}
