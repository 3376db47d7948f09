package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.text.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPieceTest {

    private static List<TextPiece> pieces(Explanation explanation) {
        return TextPiece.of(explanation.segments().get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", " It's (so-so).\n\n\u00A0Fine! ", "\u202Ea\u202C", "good"})
    void pieces_together_are_the_text(String text) {
        List<TextPiece> pieces = pieces(Samples.explain(text));

        assertEquals(text, pieces.stream().map(TextPiece::text).collect(Collectors.joining()));
    }

    @Test
    void a_piece_is_a_word_or_stands_between_words() {
        assertEquals(
                List.of(
                        new TextPiece(" ", OptionalInt.empty()),
                        new TextPiece("It", OptionalInt.of(0)),
                        new TextPiece("'s", OptionalInt.of(1)),
                        new TextPiece("  ", OptionalInt.empty()),
                        new TextPiece("ok", OptionalInt.of(2))),
                pieces(Samples.explain(" It's  ok")));
    }

    @Test
    void spans_that_overlap_or_are_empty_show_no_text_twice() {
        Explanation explanation = Samples.with(
                Samples.explain("abc"),
                List.of(new Token("ab", 0, 2), new Token("bc", 1, 3), new Token("end", 3, 3), new Token("a", 0, 1)),
                List.of(Attributions.of("m", 0, 1, 2, 3, 4)));

        assertEquals(
                List.of("ab", "c", "", ""),
                pieces(explanation).stream().map(TextPiece::text).toList());
    }
}
