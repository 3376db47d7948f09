package org.dknn.nlp.text;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Words of somebody else's tokenizer, each searched for behind the one before. */
record SearchingTokenizer(Function<String, List<String>> splitter) implements Tokenizer {

    SearchingTokenizer {
        Objects.requireNonNull(splitter, "splitter");
    }

    @Override
    public List<Token> tokenize(String text) {
        Places places = new Places(text);
        return splitter.apply(text).stream()
                .filter(word -> !word.isEmpty())
                .map(places::next)
                .toList();
    }

    /** Where words stand in a text, each behind the one before. */
    private static final class Places {

        private final String text;
        private final String folded;
        /** What was not found once is not found further on. */
        private final Set<String> absent = new HashSet<>();

        private int end;

        Places(String text) {
            this.text = text;
            this.folded = fold(text);
        }

        /** The next word, as it stands in the text or else in other case; where it does not stand, the token covers nothing. */
        Token next(String word) {
            int start = find(word);
            if (start < 0) {
                return new Token(word, end, end);
            }
            end = start + word.length();
            return new Token(word, start, end);
        }

        private int find(String word) {
            if (absent.contains(word)) {
                return -1;
            }
            int exact = text.indexOf(word, end);
            int start = exact < 0 ? folded.indexOf(fold(word), end) : exact;
            if (start < 0) {
                absent.add(word);
            }
            return start;
        }

        /** Letters without their case, as {@link String#equalsIgnoreCase} compares them, each in as many units as before. */
        private static String fold(String text) {
            return text.codePoints()
                    .map(letter -> Character.toLowerCase(Character.toUpperCase(letter)))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }
}
