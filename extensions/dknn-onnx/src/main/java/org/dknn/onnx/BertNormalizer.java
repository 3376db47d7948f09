package org.dknn.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Locale;
import org.dknn.internal.DknnFormatException;

/**
 * The normalizer of BERT, by its settings in a {@code tokenizer.json}.
 *
 * @param isClean {@code clean_text}: control characters are left out, all white space is a space
 * @param separatesIdeographs {@code handle_chinese_chars}
 * @param isWithoutAccents {@code strip_accents}; if that is null, as {@code lowercase}
 * @param isLowerCase {@code lowercase}
 */
record BertNormalizer(boolean isClean, boolean separatesIdeographs, boolean isWithoutAccents, boolean isLowerCase) {

    static final String TYPE = "BertNormalizer";

    /**
     * Reads the settings.
     *
     * @throws DknnFormatException if one is neither true nor false
     */
    static BertNormalizer of(JsonNode json) throws DknnFormatException {
        boolean isLowerCase = setting(json, "lowercase", true);
        return new BertNormalizer(
                setting(json, "clean_text", true),
                setting(json, "handle_chinese_chars", true),
                setting(json, "strip_accents", isLowerCase),
                isLowerCase);
    }

    private static boolean setting(JsonNode json, String name, boolean usual) throws DknnFormatException {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return usual;
        }
        if (!value.isBoolean()) {
            throw new DknnFormatException("its " + name + " must be true or false, got " + value);
        }
        return value.asBoolean();
    }

    /** A word, or several, as the pieces of the vocabulary are written. */
    String normalized(String word) {
        StringBuilder clean = new StringBuilder();
        word.codePoints().filter(point -> !isClean || !isInvisible(point)).forEach(point -> {
            // each ideograph is a word
            String around = separatesIdeographs && isIdeograph(point) ? " " : "";
            clean.append(around)
                    .appendCodePoint(isClean && isSpace(point) ? ' ' : point)
                    .append(around);
        });
        String text = clean.toString();
        if (isWithoutAccents) {
            text = Normalizer.normalize(text, Normalizer.Form.NFD);
        }
        StringBuilder normalized = new StringBuilder();
        text.codePoints()
                .filter(point -> !isWithoutAccents || Character.getType(point) != Character.NON_SPACING_MARK)
                // one by one: at the end of a word, Java would write another sigma
                .forEach(point -> normalized.append(
                        isLowerCase ? Character.toString(point).toLowerCase(Locale.ROOT) : Character.toString(point)));
        return normalized.toString();
    }

    private static boolean isInvisible(int point) {
        if (point == '\t' || point == '\n' || point == '\r') {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> point == 0xFFFD;
        };
    }

    /** What Unicode calls white space. */
    static boolean isSpace(int point) {
        return Character.isSpaceChar(point) || (point >= '\t' && point <= '\r') || point == 0x85;
    }

    /** The blocks that BERT takes for Chinese. */
    private static boolean isIdeograph(int point) {
        return (point >= 0x3400 && point <= 0x4DBF)
                || (point >= 0x4E00 && point <= 0x9FFF)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0x20000 && point <= 0x2A6DF)
                || (point >= 0x2A700 && point <= 0x2B81F)
                || (point >= 0x2B920 && point <= 0x2CEAF)
                || (point >= 0x2F800 && point <= 0x2FA1F);
    }
}
