package org.dknn.nlp.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What English words look like: where they end, where they are split, how the vocabulary writes them. */
final class EnglishWords {

    /** Words that keep their full stop. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "messrs", "dr", "prof", "rev", "hon", "sen", "rep", "gov", "gen", "lt", "col", "capt",
            "sgt", "maj", "st", "jr", "sr", "inc", "co", "corp", "ltd", "bros", "etc", "vs", "al", "cf", "approx",
            "dept", "est", "ave", "blvd", "jan", "feb", "aug", "sept", "oct", "nov", "dec");

    /** Words that lose their last letter without the apostrophe behind them. */
    private static final Set<String> CUT_SHORT = Set.of("ol", "n", "o");

    /** The end of a word that is a word of its own; what stands before it is not empty. */
    private static final Pattern CLITIC = Pattern.compile(
            "(?<=.)(?:n['’‘`]t|['’‘`](?:s|m|d|re|ve|ll))$|(?<=^can)not$", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /**
     * That of Unicode's stream-safe text format. Putting longer rows of marks in order takes time that grows with the square of
     * their length.
     *
     * @see <a href="https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format">Unicode Standard Annex 15</a>
     */
    private static final int MOST_MARKS = 30;

    private static final Pattern APOSTROPHE = Pattern.compile("[’‘`]");
    private static final Pattern LIGATURE = Pattern.compile("[\uFB00-\uFB06]");
    private static final Pattern HYPHEN = Pattern.compile("[‐‑−]");
    private static final Pattern UNESCAPED = Pattern.compile("(?<!\\\\)[/*]");

    private EnglishWords() {}

    /** Whether a character is part of a word wherever it stands. */
    static boolean isPart(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isLetterOrDigit(codePoint)
                || codePoint == '_'
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER
                || isMark(codePoint);
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** Whether a character shows nothing: controls, direction marks, byte order marks, soft hyphens. */
    static boolean isInvisible(int codePoint) {
        return Character.getType(codePoint) == Character.CONTROL || Character.getType(codePoint) == Character.FORMAT;
    }

    /** Whether a character shows nothing and may go. Joiners and tags are part of letters and of pictures, so they stay. */
    private static boolean joinsNothing(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT
                && codePoint != 0x200C
                && codePoint != 0x200D
                && (codePoint < 0xE0000 || codePoint > 0xE007F);
    }

    /** End of the word whose first part starts at a position. */
    static int end(String text, int start) {
        int end = partsEnd(text, start);
        for (int joint = connector(text, end); joint > 0; joint = connector(text, end)) {
            end = partsEnd(text, end + joint);
        }
        return end + suffix(text, start, end);
    }

    private static int partsEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isInside(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static boolean isInside(int codePoint) {
        return isPart(codePoint) || Character.getType(codePoint) == Character.FORMAT;
    }

    /** Length of what joins two parts to one word, such as a hyphen; 0 if nothing does. */
    private static int connector(String text, int at) {
        int length = text.startsWith("\\/", at) ? 2 : 1;
        int next = at + length;
        while (next < text.length() && joinsNothing(text.codePointAt(next))) {
            next += Character.charCount(text.codePointAt(next));
        }
        if (next >= text.length() || !isPart(text.codePointAt(next))) {
            return 0;
        }
        return switch (text.charAt(at)) {
            case '-', '‐', '‑', '\'', '’', '‘', '`', '&', '/' -> 1;
            case '.', ',', ':' -> isDigit(text, at - 1) && isDigit(text, at + 1) ? 1 : 0;
            default -> length == 2 ? 2 : 0;
        };
    }

    private static boolean isDigit(String text, int at) {
        return Character.isDigit(text.charAt(at));
    }

    /** Length of the full stops, initials or apostrophe behind a word that belong to it. */
    private static int suffix(String text, int start, int end) {
        if (end == text.length()) {
            return 0;
        }
        String word = lowerCase(text.substring(start, end));
        char next = text.charAt(end);
        if ("'’‘`".indexOf(next) >= 0) {
            return CUT_SHORT.contains(word) ? 1 : 0;
        }
        if (next != '.' || text.startsWith("..", end)) {
            return 0;
        }
        if (isLetter(text, start) && end == start + 1) {
            return initials(text, end) - end;
        }
        boolean isAbbreviation = ABBREVIATIONS.contains(word) || (word.equals("no") && isNumbered(text, end));
        return isAbbreviation ? 1 : 0;
    }

    /** Whether a number follows a full stop, as in "no. 9". */
    private static boolean isNumbered(String text, int stop) {
        return stop + 2 < text.length() && text.charAt(stop + 1) == ' ' && isDigit(text, stop + 2);
    }

    /** End of a row of letters with full stops, the first of which is given; a lone "i" does not take one. */
    private static int initials(String text, int stop) {
        int end = stop + 1;
        while (end + 1 < text.length() && isLetter(text, end) && text.charAt(end + 1) == '.') {
            end += 2;
        }
        boolean alone = end == stop + 1;
        boolean followed = end < text.length() && isPart(text.codePointAt(end));
        return alone && (followed || "iI".indexOf(text.charAt(stop - 1)) >= 0) ? stop : end;
    }

    private static boolean isLetter(String text, int at) {
        return Character.isLetter(text.charAt(at));
    }

    /** The words in what was written without a space: "couldn't've" is three. Their spans count from its start. */
    static List<Token> split(String written) {
        if (written.codePoints().noneMatch(EnglishWords::joinsNothing)) {
            return splitVisible(written);
        }
        StringBuilder visible = new StringBuilder();
        int[] places = new int[written.length() + 1];
        for (int at = 0; at < written.length(); ) {
            int codePoint = written.codePointAt(at);
            for (int i = 0; i < Character.charCount(codePoint) && !joinsNothing(codePoint); i++) {
                places[visible.length()] = at + i;
                visible.append(written.charAt(at + i));
            }
            at += Character.charCount(codePoint);
        }
        places[0] = 0;
        places[visible.length()] = written.length();
        return splitVisible(visible.toString()).stream()
                .map(piece -> new Token(piece.word(), places[piece.start()], places[piece.end()]))
                .toList();
    }

    private static List<Token> splitVisible(String written) {
        List<Token> pieces = new ArrayList<>();
        int end = written.length();
        Matcher clitic = CLITIC.matcher(written);
        // the longest clitics have three characters
        while (clitic.region(Math.max(0, end - 3), end)
                .useTransparentBounds(true)
                .find()) {
            pieces.add(new Token(normalize(written.substring(clitic.start(), end)), clitic.start(), end));
            end = clitic.start();
        }
        pieces.add(new Token(normalize(written.substring(0, end)), 0, end));
        Collections.reverse(pieces);
        return pieces;
    }

    /** As the vocabulary writes it: lower case, composed, plain apostrophes and hyphens, slash and star escaped. */
    static String normalize(String written) {
        String plain = normalizeAddress(written);
        plain = APOSTROPHE.matcher(plain).replaceAll("'");
        plain = HYPHEN.matcher(plain).replaceAll("-");
        return UNESCAPED.matcher(plain).replaceAll("\\\\$0");
    }

    /** Letters that were set as one sign, as in texts copied from pages: the first of "film". */
    private static String apart(String written) {
        return LIGATURE.matcher(written).replaceAll(sign -> Normalizer.normalize(sign.group(), Normalizer.Form.NFKC));
    }

    /** Lower case and composed, without the characters that show nothing and join nothing. */
    static String normalizeAddress(String written) {
        String composed = composed(apart(lowerCase(written)));
        if (composed.codePoints().noneMatch(EnglishWords::joinsNothing)) {
            return composed;
        }
        String visible = composed.codePoints()
                .filter(codePoint -> !joinsNothing(codePoint))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return visible.isEmpty() ? composed : visible;
    }

    /** The letter that grows is replaced first, because Java copies all of the text whenever it grows. */
    private static String lowerCase(String written) {
        return written.replace("\u0130", "i\u0307").toLowerCase(Locale.ROOT);
    }

    /** The composed form (NFC), in pieces of at most {@value #MOST_MARKS} marks in a row. */
    private static String composed(String written) {
        StringBuilder composed = new StringBuilder();
        int start = 0;
        int marks = 0;
        for (int at = 0; at < written.length(); at += Character.charCount(written.codePointAt(at))) {
            marks = isMark(written.codePointAt(at)) ? marks + 1 : 0;
            if (marks > MOST_MARKS) {
                composed.append(Normalizer.normalize(written.substring(start, at), Normalizer.Form.NFC));
                start = at;
                marks = 1;
            }
        }
        return composed.append(Normalizer.normalize(written.substring(start), Normalizer.Form.NFC))
                .toString();
    }
}
