package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.json.ExplanationJson;
import org.dknn.nlp.perturb.SkippedWords;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts of one word of 400,000 characters. Work that grows with the square of the length would take minutes on each of them, where all
 * of it takes less than a second.
 */
class LongWordsTest {

    private static final int LENGTH = 400_000;

    private static String word(String part) {
        return part.repeat(LENGTH / part.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "\u00E9",
                "\u4E2D",
                "\u00AD",
                "\u0000",
                "\u202E",
                "e\u0301",
                "\u0301",
                "\u0301\u0315",
                "\u0130",
                "\uD83D\uDC69\u200D",
                "\uD83C\uDDE9",
                "\uD800",
                "'s",
                "<",
                "&",
                "\\"
            })
    void renderers_and_json_take_any(String part) throws DknnFormatException {
        Explanation explanation = explanation(word(part));

        assertEquals(
                5,
                List.of(Renderer.plain(), Renderer.ansi(), Renderer.html(), Renderer.markdown(), Renderer.latex())
                        .stream()
                        .map(renderer -> renderer.render(explanation))
                        .filter(rendered -> !rendered.isEmpty())
                        .count());
        ExplanationJson json = ExplanationJson.create();
        assertEquals(explanation, json.read(json.write(explanation)));
    }

    private static Explanation explanation(String text) {
        Explanation whole = Samples.explain("good");
        Segment segment = new Segment(
                Segment.TEXT,
                text,
                List.of(new Token(text, 0, text.length())),
                List.of(Attributions.of("conformity", Target.of(whole.label()), 0.5)));
        return new Explanation(
                List.of(segment), whole.labelSet(), whole.prediction(), whole.neighbors(), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "\u00E9",
                "e\u0301",
                "\u0301",
                "\u0301\u0315",
                "\u0130",
                "\uD83D\uDC69\u200D",
                "\uD83C\uDDE9",
                "\u1100",
                "'s",
                "n't",
                "a.",
                "a-",
                "1,",
                "-",
                "!",
                "www.",
                "a@"
            })
    void tokenizers_take_any(String part) {
        String text = "a" + word(part);

        for (Tokenizer tokenizer : List.of(
                Tokenizer.english(),
                Tokenizer.whitespace(),
                Tokenizer.characters(),
                Tokenizer.wordBoundaries(Locale.ROOT))) {
            List<Token> tokens = tokenizer.tokenize(text);

            assertEquals(0, tokens.get(0).start());
            assertTrue(tokens.stream().allMatch(token -> token.end() <= text.length()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u0130", "-"})
    void words_to_skip_are_told_from_any(String part) {
        assertEquals(part.equals("-"), SkippedWords.punctuation().test(word(part)));
        assertEquals(false, SkippedWords.englishStopWords().test(word(part)));
    }
}
