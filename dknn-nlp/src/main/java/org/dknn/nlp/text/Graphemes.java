package org.dknn.nlp.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
        for (Token token : tokens) {
            Token last = joined.isEmpty() ? new Token("", 0, 0) : joined.get(joined.size() - 1);
            if (!joined.isEmpty() && last.end() == token.start() && !boundaries.get(token.start())) {
                joined.set(joined.size() - 1, new Token(last.word() + token.word(), last.start(), token.end()));
            } else {
                joined.add(token);
            }
        }
        return List.copyOf(joined);
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
