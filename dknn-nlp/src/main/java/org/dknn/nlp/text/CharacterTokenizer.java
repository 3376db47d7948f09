package org.dknn.nlp.text;

import java.util.ArrayList;
import java.util.List;

/** Every grapheme is a token, white space too. */
record CharacterTokenizer() implements Tokenizer {

    @Override
    public List<Token> tokenize(String text) {
        List<Token> tokens = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = Graphemes.end(text, start);
            tokens.add(new Token(text.substring(start, end), start, end));
            start = end;
        }
        return List.copyOf(tokens);
    }
}
