package org.dknn.cli;

import org.dknn.nlp.text.Tokenizer;
import picocli.CommandLine.Option;

/** How the texts of a model become words; it is kept with the model. */
final class WordOptions {

    @Option(names = "--words", defaultValue = "english")
    private WordReader reader;

    @Option(names = "--html")
    private boolean isHtml;

    Words chosen() {
        return new Words(reader, isHtml ? Words.Markup.HTML : Words.Markup.NONE);
    }

    Tokenizer tokenizer() {
        return chosen().tokenizer();
    }
}
