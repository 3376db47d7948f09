package org.dknn.nlp.text.icu;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;

/**
 * Cuts raw text of any language at the word boundaries of ICU4J, and changes nothing. Chinese, Japanese, Thai, Lao, Khmer and
 * Burmese, which put no spaces between words, are cut by its dictionaries. Punctuation is tokens of its own, white space is
 * none. No grapheme is split. Immutable, safe for use by many threads.
 *
 * @see <a href="https://unicode-org.github.io/icu/userguide/boundaryanalysis/">ICU, boundary analysis</a>
 */
public final class IcuTokenizer implements Tokenizer {

    private final Locale locale;
    private final BreakIterator prototype;

    private IcuTokenizer(Locale locale, BreakIterator prototype) {
        this.locale = locale;
        this.prototype = prototype;
    }

    /**
     * A tokenizer by the rules of a locale.
     *
     * @throws IllegalStateException if ICU4J is not on the class path
     */
    public static IcuTokenizer of(Locale locale) {
        try {
            return new IcuTokenizer(locale, BreakIterator.getWordInstance(locale));
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "word boundaries by dictionary need ICU4J, which is not on the class path: add the dependency"
                            + " com.ibm.icu:icu4j, or use Tokenizer.wordBoundaries for languages with spaces",
                    e);
        }
    }

    Locale locale() {
        return locale;
    }

    @Override
    public List<Token> tokenize(String text) {
        // an iterator has a place in a text, so each call needs its own
        BreakIterator boundaries = (BreakIterator) prototype.clone();
        boundaries.setText(text);
        List<Token> tokens = new ArrayList<>();
        int start = boundaries.first();
        for (int end = boundaries.next(); end != BreakIterator.DONE; end = boundaries.next()) {
            String word = text.substring(start, end);
            if (!isBlank(word)) {
                tokens.add(new Token(word, start, end));
            }
            start = end;
        }
        return List.copyOf(tokens);
    }

    private static boolean isBlank(String word) {
        return word.codePoints().allMatch(point -> UCharacter.hasBinaryProperty(point, UProperty.WHITE_SPACE));
    }

    @Override
    public String toString() {
        return "IcuTokenizer[" + prototype.getLocale(com.ibm.icu.util.ULocale.VALID_LOCALE) + "]";
    }
}
