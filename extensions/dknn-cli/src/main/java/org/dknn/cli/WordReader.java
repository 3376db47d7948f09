package org.dknn.cli;

import java.util.Locale;
import org.dknn.nlp.text.Tokenizer;

/** Tokenizers. */
@SuppressWarnings("ImmutableEnumChecker") // tokenizers are stateless
enum WordReader {
    /** Raw English, in lower case. */
    ENGLISH(Tokenizer.english()),
    /** Words between spaces. */
    WHITESPACE(Tokenizer.whitespace());

    private final Tokenizer tokenizer;

    WordReader(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
