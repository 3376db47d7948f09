package org.dknn.nlp.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Words of somebody else's tokenizer, each searched for behind the one before. */
record SearchingTokenizer(Function<String, List<String>> splitter) implements Tokenizer {

    SearchingTokenizer {
        Objects.requireNonNull(splitter, "splitter");
    }

    @Override
    public List<Token> tokenize(String text) {
        List<Token> tokens = new ArrayList<>();
        int end = 0;
        for (String word : splitter.apply(text)) {
            if (word.isEmpty()) {
                continue;
            }
            int start = find(text, word, end);
            end = start < 0 ? end : start + word.length();
            tokens.add(new Token(word, start < 0 ? end : start, end));
        }
        return List.copyOf(tokens);
    }

    /** Where a word stands from a place on, as it is or else in other case; -1 if it does not. */
    private static int find(String text, String word, int from) {
        int exact = text.indexOf(word, from);
        if (exact >= 0) {
            return exact;
        }
        for (int start = from; start <= text.length() - word.length(); start++) {
            if (text.regionMatches(true, start, word, 0, word.length())) {
                return start;
            }
        }
        return -1;
    }
}
