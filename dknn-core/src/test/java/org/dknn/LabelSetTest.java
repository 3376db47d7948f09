package org.dknn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSetTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', textBlock = """
            positive, positive
            1, '"1"'
            -1, '"-1"'
            5 stars, '"5 stars"'
            +, '"+"'
            B2, B2
            非常, 非常
            """)
    void names_that_may_be_taken_for_counts_are_in_quotes_within_sentences(String name, String inText) {
        assertEquals(inText, LabelSet.of(name, "other").nameInText(0));
    }
}
