package org.dknn.nlp.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class SparsenessTest {

    private static double value(ExplanationMetric metric, double... values) {
        String text = "word ".repeat(values.length).trim();
        return Cases.value(metric, Cases.explained(text, values)).orElseThrow();
    }

    @Test
    void golden_numbers() {
        double[] values = {.9, -.2, .4, .4, .05, 0, .7};

        assertEquals(0.4528300810, value(Sparseness.gini(), values), 1e-10);
        assertEquals(1.5591648123, value(Sparseness.entropy(), values), 1e-10);
    }

    @Test
    void no_scale_counts() {
        double[] values = {9e-9, -2e-9, 4e-9, 4e-9, .5e-9, 0, 7e-9};

        assertEquals(0.4528300810, value(Sparseness.gini(), values), 1e-10);
        assertEquals(1.5591648123, value(Sparseness.entropy(), values), 1e-10);
    }

    @Test
    void one_word_of_four_has_all() {
        // Gini (2 * 4 - 4 - 1) / 4
        assertEquals(0.75, value(Sparseness.gini(), 0, 0, -3, 0), 1e-6);
        assertEquals(0, value(Sparseness.entropy(), 0, 0, -3, 0), 1e-9);
    }

    @Test
    void an_even_saliency_and_an_empty_one_prefer_no_word() {
        for (double[] values : new double[][] {{2, -2, 2, 2}, {0, 0, 0, 0}}) {
            assertEquals(0, value(Sparseness.gini(), values), 1e-12);
            assertEquals(Math.log(4), value(Sparseness.entropy(), values), 1e-9);
        }
    }

    @Test
    void only_an_empty_saliency_is_empty() {
        assertEquals(1, value(Sparseness.emptiness(), 0, -0.0));
        assertEquals(0, value(Sparseness.emptiness(), 0, 1e-9));
    }

    @Test
    void short_texts_are_defined() {
        assertEquals(0, value(Sparseness.gini(), 3), 1e-12);
        assertEquals(0, value(Sparseness.entropy(), 3), 1e-9);
        assertFalse(Cases.value(Sparseness.gini(), Cases.explained("")).isPresent());
    }
}
