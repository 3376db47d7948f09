package org.dknn.nlp.text;

import java.text.Normalizer;

/**
 * Marks that people and keyboards use for those of English. Each is one character and stands for one, so that places in the
 * text stay what they are.
 */
final class EnglishMarks {

    /** Pairs of a mark and what it is read as; those of 0x91 to 0x97 are of texts whose encoding was mistaken for Latin-1. */
    private static final String PAIRS = ""
            // acute, primes, modifier letters, Armenian, Hebrew, saltillos, Greek: an apostrophe or a straight quote
            + "\u00B4'\u1FFD'\u2032'\u02BC'\u02B9'\u02C8'\u02CA'\u0384'\u055A'\u05F3'\uA78B'\uA78C'\u1FBD'\u1FBF'\u0092'\u275C'"
            // grave accents are grave accents
            + "\u02CB`\u2035`\u1FEF`"
            // opening single quotes
            + "\u201B\u2018\u02BB\u2018\u02BD\u2018\u0091\u2018\u275B\u2018"
            // double quotes without a direction, opening ones, closing ones
            + "\u2033\"\u02BA\"\u02DD\"\u05F4\"\u2036\""
            + "\u201F\u201C\u301D\u201C\u0093\u201C\u275D\u201C\u301E\u201D\u301F\u201D\u0094\u201D\u275E\u201D"
            // dashes and dots
            + "\u0096\u2013\u0097\u2014\uFE31\u2014\uFE58\u2014\u2E3A\u2014\u2E3B\u2014\uFE63-\u2011-\u2010-"
            + "\u2025\u2026\u22EF\u2026";

    private EnglishMarks() {}

    /** The text with plain marks; its characters stand where they stood. */
    static String plain(String text) {
        if (text.chars().allMatch(unit -> unit < 0x80)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        text.chars().forEach(unit -> plain.append(plain((char) unit)));
        return plain.toString();
    }

    private static char plain(char mark) {
        if (mark < 0x80) {
            return mark;
        }
        boolean isWide = (mark >= 0xFF01 && mark <= 0xFF5E) || (mark >= 0xFE50 && mark <= 0xFE6B && mark != 0xFE58);
        if (isWide) {
            String narrow = Normalizer.normalize(String.valueOf(mark), Normalizer.Form.NFKC);
            return narrow.length() == 1 ? narrow.charAt(0) : mark;
        }
        for (int i = 0; i < PAIRS.length(); i += 2) {
            if (PAIRS.charAt(i) == mark) {
                return PAIRS.charAt(i + 1);
            }
        }
        return mark;
    }
}
