package org.dknn.cli;

import java.util.Locale;
import org.dknn.nlp.text.Tokenizer;

/** How texts become words. */
@SuppressWarnings("ImmutableEnumChecker") // tokenizers are stateless
enum WordReader {
    /** Raw English, in lower case. */
    ENGLISH(Tokenizer.english()),
    /** Words with spaces between them. */
    WHITESPACE(Tokenizer.whitespace());

    private final Tokenizer tokenizer;

    WordReader(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    /** As users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
