package org.dknn.bench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.junit.jupiter.api.Test;

class PhraseSelectionTest {

    private static Dataset<List<String>> texts(String... texts) {
        List<List<String>> words =
                Stream.of(texts).map(text -> List.of(text.split(" ", -1))).toList();
        return Dataset.of(words, new int[texts.length], LabelSet.of("negative", "positive"));
    }

    @Test
    void phrases_of_held_out_sentences_are_left_out_unless_they_occur_elsewhere() {
        Dataset<List<String>> open = PhraseSelection.without(
                texts("a fine film"), texts("a film"), texts("fine", "fine film", "film", "a", "neither nor"));

        assertEquals(texts("film", "a", "neither nor", "a film").inputs(), open.inputs());
    }

    @Test
    void a_held_out_sentence_is_left_out_even_where_a_kept_one_contains_it() {
        Dataset<List<String>> open =
                PhraseSelection.without(texts("a film"), texts("what a film"), texts("a film", "film"));

        assertEquals(texts("film", "what a film").inputs(), open.inputs());
    }
}
