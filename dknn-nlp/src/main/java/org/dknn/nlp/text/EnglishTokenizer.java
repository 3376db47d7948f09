package org.dknn.nlp.text;

import java.util.List;

/** Reads raw English as the treebanks write it; {@link Tokenizer#english} says how. */
record EnglishTokenizer() implements Tokenizer {

    @Override
    public List<Token> tokenize(String text) {
        return Graphemes.join(text, new EnglishScanner(EnglishMarks.plain(text)).scan());
    }
}
