package org.dknn.nlp.text;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenTest {

    @Test
    void spans_are_checked() {
        assertRefused("got [-1, 2)", () -> new Token("a", -1, 2));
        assertRefused("got [3, 2)", () -> new Token("a", 3, 2));
        assertThrows(NullPointerException.class, () -> new Token(null, 0, 1));
    }

    @Test
    void white_space_of_any_kind_separates_and_nothing_is_changed() {
        assertEquals(
                List.of(new Token("It's", 1, 5), new Token("so-so.", 6, 12), new Token("x", 14, 15)),
                Tokenizer.whitespace().tokenize(" It's\u00A0so-so.\t\nx"));
    }

    @Test
    void blank_text_has_no_tokens() {
        assertEquals(List.of(), Tokenizer.whitespace().tokenize(""));
        assertEquals(List.of(), Tokenizer.whitespace().tokenize(" \n"));
    }

    @Test
    void no_text_is_refused() {
        assertThrows(NullPointerException.class, () -> Tokenizer.whitespace().tokenize(null));
        assertThrows(NullPointerException.class, () -> Tokenizer.english().tokenize(null));
    }
}
