package org.dknn.nlp.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Every run of characters that are not white space is a token. */
record WhitespaceTokenizer() implements Tokenizer {

    private static final Pattern WORD = Pattern.compile("\\S+", Pattern.UNICODE_CHARACTER_CLASS);

    @Override
    public List<Token> tokenize(String text) {
        List<Token> tokens = new ArrayList<>();
        WORD.matcher(text).results().map(WhitespaceTokenizer::token).forEach(tokens::add);
        return List.copyOf(tokens);
    }

    private static Token token(MatchResult match) {
        return new Token(match.group(), match.start(), match.end());
    }
}
