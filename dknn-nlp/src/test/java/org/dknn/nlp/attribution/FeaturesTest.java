package org.dknn.nlp.attribution;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturesTest {

    private static final Variant PAIR = new Variant(List.of(List.of("a", "b"), List.of("c")));

    @Test
    void the_words_of_a_segment_are_replaced_and_the_others_stay() {
        Features second = new Features(PAIR, 1);

        assertEquals(List.of("c"), second.words());
        assertEquals(new Variant(List.of(List.of("a", "b"), List.of("d", "e"))), second.with(List.of("d", "e")));
        assertEquals(Variant.of(List.of("d")), Features.of(List.of("a", "b")).with(List.of("d")));
        assertEquals(3, PAIR.size());
    }

    @Test
    void words_are_copied() {
        List<String> words = new ArrayList<>(List.of("a"));
        Variant text = Variant.of(words);

        words.set(0, "b");

        assertEquals(Variant.of(List.of("a")), text);
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertRefused("at least one segment, got none", () -> new Variant(List.of()));
        assertThrows(IndexOutOfBoundsException.class, () -> new Features(PAIR, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> new Features(PAIR, -1));
    }
}
