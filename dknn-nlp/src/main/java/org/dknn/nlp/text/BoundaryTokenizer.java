package org.dknn.nlp.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Cuts text at the word boundaries of Java's own rules; what is only white space is no token. */
record BoundaryTokenizer(Locale locale) implements Tokenizer {

    BoundaryTokenizer {
        Objects.requireNonNull(locale, "locale");
    }

    @Override
    public List<Token> tokenize(String text) {
        // an iterator has a place in a text, so each call needs its own
        BreakIterator boundaries = BreakIterator.getWordInstance(locale);
        boundaries.setText(text);
        List<Token> tokens = new ArrayList<>();
        int start = boundaries.first();
        for (int end = boundaries.next(); end != BreakIterator.DONE; end = boundaries.next()) {
            String word = text.substring(start, end);
            if (!Graphemes.isBlank(word)) {
                tokens.add(new Token(word, start, end));
            }
            start = end;
        }
        return Graphemes.join(text, tokens);
    }
}
