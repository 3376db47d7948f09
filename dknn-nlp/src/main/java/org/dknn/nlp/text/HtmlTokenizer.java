package org.dknn.nlp.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tokens of what a reader sees of HTML; {@link Tokenizer#html} says how. */
record HtmlTokenizer(Tokenizer inner) implements Tokenizer {

    HtmlTokenizer {
        Objects.requireNonNull(inner, "inner");
    }

    @Override
    public List<Token> tokenize(String text) {
        if (text.indexOf('<') < 0 && text.indexOf('&') < 0) {
            return inner.tokenize(text);
        }
        HtmlText seen = HtmlText.of(text);
        List<Token> tokens = new ArrayList<>();
        int end = 0;
        for (Token token : inner.tokenize(seen.text())) {
            Token placed = seen.inHtml(token);
            int start = Math.max(end, placed.start()); // two tokens may be of one entity
            end = Math.max(start, placed.end());
            tokens.add(new Token(placed.word(), start, end));
        }
        return List.copyOf(tokens);
    }
}
