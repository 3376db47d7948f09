package org.dknn.cli;

import java.util.List;
import org.dknn.Dataset;
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

    /** The words of texts. */
    Dataset<List<String>> of(Dataset<String> texts) {
        return Dataset.of(texts.inputs().stream().map(tokenizer()::words).toList(), texts.labels(), texts.labelSet());
    }
}
