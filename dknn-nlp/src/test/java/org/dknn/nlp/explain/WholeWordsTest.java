package org.dknn.nlp.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.text.Subwords;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;

class WholeWordsTest {

    private static Explanation pieces(Attributions saliency) {
        Explanation whole =
                Explainer.of(new WordWeights().fitted(), Tokenizer.whitespace()).explain("playing good");
        return new Explanation(
                "playing good",
                List.of(new Token("play", 0, 4), new Token("##ing", 4, 7), new Token("good", 8, 12)),
                whole.labelSet(),
                whole.prediction(),
                List.of(saliency),
                whole.neighbors());
    }

    @Test
    void a_word_has_the_saliency_of_its_pieces_together() {
        Explanation words = WholeWords.of(
                pieces(Attributions.of("m", Target.of(1).ratherThan(0), 0.25, -0.5, 1)), Subwords.WORD_PIECE);

        assertEquals(List.of(new Token("playing", 0, 7), new Token("good", 8, 12)), words.tokens());
        assertEquals("m", words.saliency().method());
        assertEquals(Target.of(1).ratherThan(0), words.saliency().target());
        assertArrayEquals(new double[] {-0.25, 1}, words.saliency().values());
    }

    @Test
    void a_text_without_pieces_has_no_words() {
        Explanation empty =
                Explainer.of(new WordWeights().fitted(), Tokenizer.whitespace()).explain("");

        assertEquals(0, WholeWords.of(empty, Subwords.SENTENCE_PIECE).saliency().size());
    }
}
