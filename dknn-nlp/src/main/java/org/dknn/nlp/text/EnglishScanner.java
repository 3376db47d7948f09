package org.dknn.nlp.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One pass over one text. What begins with a letter or a digit is read by hand, as patterns that repeat a group would
 * exhaust the stack on long words; every other token by the first of {@link #RULES} that fits, or as one grapheme.
 */
final class EnglishScanner {

    /**
     * A kind of token that is told by how it begins.
     *
     * @param pattern what it looks like
     * @param word what becomes of its characters
     */
    private record Rule(Pattern pattern, UnaryOperator<String> word) {

        static Rule of(String regex, String word) {
            return new Rule(compile(regex), matched -> word);
        }

        static Rule of(String regex) {
            return new Rule(compile(regex), EnglishWords::normalize);
        }
    }

    private static final Pattern ADDRESS = compile("(?:https?://|www\\.)[^\\s<>\"]*[^\\s<>\".,;:!?'’”)\\]}…]"
            + "|[\\w.+-]{1,64}@[\\w-]{1,64}(?:\\.[\\w-]{1,64}){1,8}"
            + "|[\\w-]{1,64}(?:\\.[\\w-]{1,64}){0,8}\\.(?:com|org|net|edu|gov|info|io|uk|de|fr)(?![\\w-])");

    /** An apostrophe in place of what was left out in front: '90s, 'em. */
    private static final Pattern ELISION = compile("['’‘`](?=(?:\\d\\ds?|em|til|cause|round|n['’]?)(?![\\w'’]))");

    private static final Pattern SIGN = compile("(?<![^\\s(\\[{])(?:[-−]?\\.|[-−])(?=\\d)");

    private static final List<Rule> RULES = List.of(
            Rule.of("-[lr][rsc]b-(?!\\w)"),
            Rule.of("[.…]{2,}+|…", "..."),
            Rule.of("[-‐‑–—―]{2,}+|[–—―]", "--"),
            Rule.of("[!?]++"),
            Rule.of("``|‘‘|[“„«]", "``"),
            Rule.of("''|’’|[”»]", "''"),
            Rule.of("['’](?:s|m|d|re|ve|ll)(?!\\w)"),
            Rule.of("[`‘‚‹]", "`"),
            Rule.of("[’›]", "'"),
            Rule.of("\\(", "-lrb-"),
            Rule.of("\\)", "-rrb-"),
            Rule.of("\\[", "-lsb-"),
            Rule.of("\\]", "-rsb-"),
            Rule.of("\\{", "-lcb-"),
            Rule.of("\\}", "-rcb-"),
            Rule.of("\\\\?/"),
            Rule.of("(?:\\\\\\*){1,100}+|\\*++"),
            Rule.of("[‐‑−]", "-"));

    private final String text;
    private final Matcher matcher;
    private final List<Token> tokens = new ArrayList<>();

    /** Whether a straight quote here would open: true until something stands before it that it could close. */
    private boolean opening = true;

    EnglishScanner(String text) {
        this.text = text;
        this.matcher = ADDRESS.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    }

    private static Pattern compile(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    List<Token> scan() {
        int at = 0;
        while (at < text.length()) {
            at = scanAt(at);
        }
        return tokens;
    }

    /** Reads a token, or skips what is none, and says where to go on. */
    private int scanAt(int at) {
        int codePoint = text.codePointAt(at);
        if (isBlank(codePoint)) {
            opening = true;
            return at + Character.charCount(codePoint);
        }
        if (EnglishWords.isInvisible(codePoint)) {
            return at + Character.charCount(codePoint);
        }
        if (EnglishWords.isPart(codePoint)) {
            return word(at, at);
        }
        if (fits(ELISION, at) || fits(SIGN, at)) {
            return word(at, matcher.end());
        }
        return symbol(at);
    }

    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == 0x85;
    }

    private boolean fits(Pattern pattern, int at) {
        return matcher.usePattern(pattern).region(at, text.length()).lookingAt();
    }

    private int word(int start, int firstPart) {
        opening = false;
        if (start == firstPart && fits(ADDRESS, start)) {
            return add(EnglishWords.normalizeAddress(text.substring(start, matcher.end())), start, matcher.end());
        }
        int end = EnglishWords.end(text, firstPart);
        EnglishWords.split(text.substring(start, end)).forEach(piece -> {
            int from = start + piece.start();
            add(piece.word(), from, start + piece.end());
        });
        return end;
    }

    private int symbol(int at) {
        for (Rule rule : RULES) {
            if (fits(rule.pattern(), at)) {
                int end = matcher.end();
                return symbol(rule.word(), at, end);
            }
        }
        return switch (text.charAt(at)) {
            case '"' -> add(opens(at) ? "``" : "''", at, at + 1);
            case '\'' -> add(opens(at) ? "`" : "'", at, at + 1);
            default -> symbol(EnglishWords::normalize, at, Graphemes.end(text, at));
        };
    }

    private boolean opens(int at) {
        return opening && at + 1 < text.length() && !isBlank(text.codePointAt(at + 1));
    }

    private int symbol(UnaryOperator<String> word, int start, int end) {
        String symbol = text.substring(start, end);
        noteOpening(symbol);
        return add(word.apply(symbol), start, end);
    }

    /** Quotes open after brackets, dashes and slashes as they do after a space; another quote changes nothing. */
    private void noteOpening(String symbol) {
        char last = symbol.charAt(symbol.length() - 1);
        if ("`'‘’“”\"".indexOf(last) < 0) {
            opening = "([{-–—/".indexOf(last) >= 0;
        }
    }

    private int add(String word, int start, int end) {
        tokens.add(new Token(word, start, end));
        return end;
    }
}
