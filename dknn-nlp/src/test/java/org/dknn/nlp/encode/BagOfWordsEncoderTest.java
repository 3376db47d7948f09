package org.dknn.nlp.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dknn.nlp.text.Vocabulary;
import org.junit.jupiter.api.Test;

class BagOfWordsEncoderTest {

    /** a is 2, b is 3. */
    private static final Vocabulary VOCABULARY = Vocabulary.build(List.of(List.of("a", "a", "b")), 1);

    private static final List<List<String>> TEXTS = List.of(List.of("b", "a", "b", "x", "y"), List.of(), List.of("a"));

    @Test
    void words_are_counted_in_the_columns_of_their_numbers() {
        assertArrayEquals(
                new double[][] {{0, 2, 1, 2}, {0, 0, 0, 0}, {0, 0, 1, 0}},
                BagOfWordsEncoder.counts(VOCABULARY).encode(TEXTS).get(0).toDoubleMatrix());
    }

    @Test
    void presence_is_1_however_often_a_word_is_there() {
        assertArrayEquals(
                new double[][] {{0, 1, 1, 1}, {0, 0, 0, 0}, {0, 0, 1, 0}},
                BagOfWordsEncoder.presence(VOCABULARY).encode(TEXTS).get(0).toDoubleMatrix());
    }

    @Test
    void texts_of_all_lengths_share_a_batch() {
        BagOfWordsEncoder encoder = BagOfWordsEncoder.counts(VOCABULARY);

        assertEquals(encoder.lengths(List.of()), encoder.lengths(TEXTS.get(0)));
        assertEquals(List.of(), encoder.blank());
        assertEquals(List.of("a b", "c"), encoder.codec().read(encoder.codec().write(List.of("a b", "c"))));
    }
}
