package org.dknn.nlp.text;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Splits text into tokens. Implementations have no state and are safe for use by many threads. */
@FunctionalInterface
public interface Tokenizer {

    /**
     * The tokens of a text, in its order; their spans do not overlap.
     *
     * @param text any text; the empty one has no tokens
     */
    List<Token> tokenize(String text);

    /** The words of a text. */
    default List<String> words(String text) {
        return tokenize(text).stream().map(Token::word).toList();
    }

    /** Splits at white space and changes nothing: for text that is tokenized already. */
    static Tokenizer whitespace() {
        return new WhitespaceTokenizer();
    }

    /**
     * Reads raw English into the words of the Penn Treebank and the Stanford Sentiment Treebank, in lower case, so that they
     * are those of a network trained on such text.
     *
     * <ul>
     *   <li>"It's" is {@code it 's}, "don't" {@code do n't}, "can't" {@code ca n't}, "cannot" {@code can not}; hyphenated
     *       words, numbers such as 2,500 or 9.50, web addresses, abbreviations such as "Mr." and "U.S." stay whole.
     *   <li>Brackets become {@code -lrb- -rrb-}, double quotes {@code ``} and {@code ''}, opening single quotes {@code `};
     *       slash and star get a backslash: "and/or" is {@code and\/or}.
     *   <li>Dots in a row become {@code ...}, two hyphens and more {@code --}; typographic quotes, dashes and ellipses, whatever
     *       people and keyboards use for an apostrophe (accents, primes, modifier letters), and full-width forms are read as
     *       their plain forms, letters with separate accents as composed ones.
     *   <li>Characters that show nothing are skipped. No grapheme is split, and any text is read without an exception.
     * </ul>
     *
     * <p>Text that is tokenized already keeps its words, but for a few in a thousand sentences.
     */
    static Tokenizer english() {
        return new EnglishTokenizer();
    }

    /**
     * Reads HTML by another tokenizer, as a browser shows it: characters that are written by name or number are read as
     * themselves (<code>isn&amp;rsquo;t</code> is {@code isn’t}), tags, comments, scripts and styles are left out. Places of tokens are
     * those in the HTML, entities and tags within words included.
     *
     * <p>Tags such as {@code <br>} part words, tags such as {@code <b>} do not. What is no tag, such as {@code <3}, and no name
     * of a character, such as {@code AT&T}, is text. Characters are read once: <code>&amp;amp;lt;</code> is the text <code>&amp;lt;</code>.
     *
     * @param inner reads what is seen
     * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html">The HTML standard, parsing</a>
     */
    static Tokenizer html(Tokenizer inner) {
        return new HtmlTokenizer(inner);
    }

    /**
     * Cuts raw text of any language that puts spaces between its words at the word boundaries of {@link
     * java.text.BreakIterator}, and changes nothing; punctuation is tokens of its own. Languages without spaces need a
     * dictionary: see {@code org.dknn.nlp.text.icu.IcuTokenizer}.
     *
     * @param locale whose rules count
     */
    static Tokenizer wordBoundaries(Locale locale) {
        return new BoundaryTokenizer(locale);
    }

    /**
     * Every character is a token, as networks over characters read them: what a reader takes for one, with its accents, and
     * white space, too.
     */
    static Tokenizer characters() {
        return new CharacterTokenizer();
    }

    /**
     * Words of somebody else's tokenizer; with DeepLearning4J's, {@code text -> factory.create(text).getTokens()}.
     *
     * <p>Each word is searched for in the text behind the word before it, as it is or, if it is nowhere, in other case. A word
     * that is not there, since it was stemmed, say, stands where the word before it ends and covers no text. Empty words are
     * left out.
     *
     * @param splitter gives the words of a text in their order; must be safe for use by many threads
     */
    static Tokenizer searching(Function<String, List<String>> splitter) {
        return new SearchingTokenizer(splitter);
    }
}
