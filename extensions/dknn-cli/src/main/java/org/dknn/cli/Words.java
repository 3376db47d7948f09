package org.dknn.cli;

import org.dknn.nlp.text.Tokenizer;

/**
 * How texts become words.
 *
 * @param reader finds words
 * @param markup what texts are written in
 */
record Words(WordReader reader, Markup markup) {

    /** What texts are written in. */
    enum Markup {
        /** Nothing but text. */
        NONE,
        /** Entities are read, tags are left out. */
        HTML
    }

    Tokenizer tokenizer() {
        return markup == Markup.HTML ? Tokenizer.html(reader.tokenizer()) : reader.tokenizer();
    }
}
