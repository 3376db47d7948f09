package org.dknn.nlp.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Locale;

/** Tokenizers read any text; with the environment variable {@code JAZZER_FUZZ=1}, texts are looked for. */
class TokenizersFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void english_reads_any_text(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();

        assertInOrder(text, Tokenizer.english().tokenize(text));
    }

    @FuzzTest(maxDuration = "1m")
    void whitespace_reads_any_text(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();

        List<Token> tokens = Tokenizer.whitespace().tokenize(text);

        assertInOrder(text, tokens);
        tokens.forEach(token -> assertEquals(text.substring(token.start(), token.end()), token.word()));
    }

    @FuzzTest(maxDuration = "1m")
    void boundaries_and_characters_read_any_text(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();

        for (Tokenizer tokenizer : List.of(Tokenizer.wordBoundaries(Locale.ROOT), Tokenizer.characters())) {
            assertInOrder(text, tokenizer.tokenize(text));
        }
    }

    private static void assertInOrder(String text, List<Token> tokens) {
        int end = 0;
        for (Token token : tokens) {
            assertTrue(token.start() >= end && token.end() > token.start(), token + " after " + end);
            assertFalse(token.word().isEmpty());
            end = token.end();
        }
        assertTrue(end <= text.length());
    }
}
