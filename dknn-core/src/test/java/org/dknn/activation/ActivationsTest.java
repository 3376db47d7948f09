package org.dknn.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;

class ActivationsTest {

    private static final FloatMatrix HALVES = FloatMatrix.copyOf(new float[] {0.5f, 0.5f}, new float[] {0.5f, 0.5f});

    @Test
    void a_nan_is_refused_by_layer_and_row() {
        FloatMatrix matrix = FloatMatrix.copyOf(new float[] {1, 2}, new float[] {3, Float.NaN});

        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new Activations(List.of("dense"), List.of(matrix), HALVES))
                .getMessage();

        assertEquals("activations of layer dense must be finite, got NaN at row 1, column 1", message);
    }

    @Test
    void layers_and_probabilities_have_as_many_rows() {
        FloatMatrix one = FloatMatrix.copyOf(new float[] {1, 2});

        assertThrows(IllegalArgumentException.class, () -> new Activations(List.of("dense"), List.of(one), HALVES));
        assertThrows(IllegalArgumentException.class, () -> new Activations(List.of("dense"), List.of(), HALVES));
    }
}
