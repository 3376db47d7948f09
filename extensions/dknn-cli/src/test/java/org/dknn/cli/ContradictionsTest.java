package org.dknn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.junit.jupiter.api.Test;

class ContradictionsTest {

    private static Dataset<List<String>> texts(int... labels) {
        return Dataset.of(
                List.of(List.of("a", "plot"), List.of("dull"), List.of("a", "plot"), List.of("a", "plot")),
                labels,
                LabelSet.of("neg", "pos"));
    }

    @Test
    void equal_texts_with_different_labels_are_told() {
        assertEquals(
                "1 text occurs with different labels, 3 of the 4 texts in all. Check the labels, for example of"
                        + " \"a plot\": \"neg\" once, \"pos\" 2 times.",
                Contradictions.message(texts(1, 0, 1, 0)).orElseThrow());
        assertFalse(Contradictions.message(texts(1, 0, 1, 1)).isPresent());
    }
}
