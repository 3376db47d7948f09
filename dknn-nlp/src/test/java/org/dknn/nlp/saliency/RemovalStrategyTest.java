package org.dknn.nlp.saliency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemovalStrategyTest {

    private static final RemovalStrategy DELETE = RemovalStrategy.delete();

    @Test
    void deleting_joins_what_stands_around_the_word() {
        List<String> words = List.of("a", "b", "a");

        assertEquals(List.of("b", "a"), DELETE.remove(words, 0));
        assertEquals(List.of("a", "a"), DELETE.remove(words, 1));
        assertEquals(List.of("a", "b"), DELETE.remove(words, 2));
    }

    @Test
    void deleting_the_only_word_leaves_none() {
        assertEquals(List.of(), DELETE.remove(List.of("a"), 0));
    }

    @Test
    void deleting_leaves_the_words_as_they_are() {
        List<String> words = new ArrayList<>(List.of("a", "b"));

        DELETE.remove(words, 0);

        assertEquals(List.of("a", "b"), words);
    }

    @Test
    void there_must_be_a_word_to_delete() {
        assertThrows(IndexOutOfBoundsException.class, () -> DELETE.remove(List.of("a"), 1));
        assertThrows(IndexOutOfBoundsException.class, () -> DELETE.remove(List.of("a"), -1));
    }
}
