package org.dknn.nlp.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.text.Subwords;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;

class WholeWordsTest {

    private static Explanation pieces(Attributions attributions) {
        Explanation whole =
                Explainer.of(new WordWeights().fitted(), Tokenizer.whitespace()).explain("playing good");
        Segment segment = new Segment(
                Segment.TEXT,
                "playing good",
                List.of(new Token("play", 0, 4), new Token("##ing", 4, 7), new Token("good", 8, 12)),
                List.of(attributions));
        return new Explanation(
                List.of(segment), whole.labelSet(), whole.prediction(), whole.neighbors(), Optional.empty());
    }

    @Test
    void the_value_of_a_word_is_the_sum_of_its_pieces() {
        Explanation words = pieces(Attributions.of("m", Target.of(1).ratherThan(0), 0.25, -0.5, 1))
                .byWords(Subwords.WORD_PIECE);

        assertEquals(List.of(new Token("playing", 0, 7), new Token("good", 8, 12)), words.tokens());
        assertEquals("m", words.attributions().get(0).method());
        assertEquals(Target.of(1).ratherThan(0), words.attributions().get(0).target());
        assertArrayEquals(new double[] {-0.25, 1}, words.attributions().get(0).values());
    }

    @Test
    void a_text_without_pieces_has_no_words() {
        Explanation empty =
                Explainer.of(new WordWeights().fitted(), Tokenizer.whitespace()).explain("");

        assertEquals(
                0, empty.byWords(Subwords.SENTENCE_PIECE).attributions().get(0).size());
    }
}
