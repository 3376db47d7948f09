package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dknn.nlp.attribution.Attributions;
import org.junit.jupiter.api.Test;

class ColorScalesTest {

    @Test
    void each_method_has_one_scale_over_all_texts() {
        ColorScales scales = ColorScales.over(Stream.of(
                Samples.withValues("a b", Attributions.of("one", 0, 0.1, -0.3), Attributions.of("two", 0, 7, 1)),
                Samples.withValues("a", Attributions.of("one", 0, 0.2), Attributions.of("three", 0, 0))));

        assertEquals(ColorScales.of(Map.of("one", 0.3, "two", 7.0, "three", 0.0)), scales);
        assertEquals(List.of("one", "two", "three"), scales.methods());
    }

    @Test
    void given_limits_keep_their_order() {
        Map<String, Double> limits = new LinkedHashMap<>();
        limits.put("z", 1.0);
        limits.put("a", 2.0);

        ColorScales scales = ColorScales.of(limits);
        limits.clear();

        assertEquals(List.of("z", "a"), scales.methods());
        assertEquals(new Scale(2), scales.of("a"));
    }

    @Test
    void a_method_without_a_scale_is_named() {
        ColorScales scales = ColorScales.of(Map.of("one", 1.0));

        String message = assertThrows(IllegalArgumentException.class, () -> scales.of("two"))
                .getMessage();

        assertEquals("has scales of the methods [one], got two", message);
    }
}
