package org.dknn.nlp.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a reader takes for one character: a letter with its accents, a picture made of several. */
final class Graphemes {

    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private static final Pattern SPACE = Pattern.compile("\\s*", Pattern.UNICODE_CHARACTER_CLASS);

    private Graphemes() {}

    /** End of the grapheme that starts at a position. */
    static int end(String text, int start) {
        Matcher matcher = GRAPHEME.matcher(text).region(start, text.length());
        return matcher.lookingAt() ? matcher.end() : start + 1;
    }

    /** Joins tokens between which a grapheme would be split. */
    static List<Token> join(String text, List<Token> tokens) {
        if (text.chars().allMatch(unit -> unit < 0x80)) {
            return List.copyOf(tokens);
        }
        BitSet boundaries = boundaries(text);
        List<Token> joined = new ArrayList<>(tokens.size());
        int first = 0;
        for (int next = 1; next <= tokens.size(); next++) {
            if (next == tokens.size() || !continues(tokens.get(next - 1), tokens.get(next), boundaries)) {
                joined.add(join(tokens.subList(first, next)));
                first = next;
            }
        }
        return List.copyOf(joined);
    }

    private static boolean continues(Token last, Token token, BitSet boundaries) {
        return last.end() == token.start() && !boundaries.get(token.start());
    }

    private static Token join(List<Token> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        String word = parts.stream().map(Token::word).collect(Collectors.joining());
        return new Token(word, parts.get(0).start(), parts.get(parts.size() - 1).end());
    }

    /** Whether a text is white space and nothing else. */
    static boolean isBlank(String text) {
        return SPACE.matcher(text).matches();
    }

    private static BitSet boundaries(String text) {
        BitSet starts = new BitSet(text.length());
        Matcher matcher = GRAPHEME.matcher(text);
        while (matcher.find()) {
            starts.set(matcher.start());
        }
        return starts;
    }
}
