package org.dknn.nlp.text;

import java.util.List;

/** Splits text into tokens. Implementations have no state and are safe for use by many threads. */
@FunctionalInterface
public interface Tokenizer {

    /**
     * The tokens of a text, in its order; their spans do not overlap.
     *
     * @param text any text; the empty one has no tokens
     */
    List<Token> tokenize(String text);

    /** The words of a text. */
    default List<String> words(String text) {
        return tokenize(text).stream().map(Token::word).toList();
    }

    /** Splits at white space and changes nothing: for text that is tokenized already. */
    static Tokenizer whitespace() {
        return new WhitespaceTokenizer();
    }
}
