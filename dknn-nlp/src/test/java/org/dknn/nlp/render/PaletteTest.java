package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaletteTest {

    private static final Color BLACK = Color.of(0x000000);
    private static final Color WHITE = Color.of(0xFFFFFF);

    @Test
    void colors_are_mixed_channel_by_channel() {
        assertEquals(new Color(0x43, 0x93, 0xC3), Color.of(0x4393C3));
        // 255 - 0.5 * 188 = 161, 255 - 0.5 * 108 = 201, 255 - 0.5 * 60 = 225
        assertEquals(new Color(161, 201, 225), WHITE.towards(Color.of(0x4393C3), 0.5));
        assertEquals(WHITE, WHITE.towards(BLACK, 0));
        assertEquals(BLACK, WHITE.towards(BLACK, 1));
        assertEquals("#01ff80", new Color(1, 255, 128).hex());
    }

    @Test
    void contrast_by_hand() {
        assertEquals(21, WHITE.contrast(BLACK), 1e-9); // (1 + 0.05) / (0 + 0.05)
        assertEquals(1, WHITE.contrast(WHITE));
        // pure red has a luminance of 0.2126: (0.2126 + 0.05) / 0.05
        assertEquals(5.252, Color.of(0xFF0000).contrast(BLACK), 1e-9);
        assertEquals(5.252, BLACK.contrast(Color.of(0xFF0000)), 1e-9);
    }

    private static List<Palette.Ramp> ramps() {
        return Stream.of(Palette.values())
                .flatMap(palette -> Stream.of(palette.light(), palette.dark()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ramps")
    void letters_can_be_read_on_every_color(Palette.Ramp ramp) {
        for (int step = -Scale.STEPS; step <= Scale.STEPS; step++) {
            double contrast = ramp.ink().contrast(ramp.background(step));
            assertTrue(contrast >= 4.5, "step " + step + ": " + contrast);
        }
    }

    @ParameterizedTest
    @MethodSource("ramps")
    void steps_go_from_one_end_over_paper_to_the_other(Palette.Ramp ramp) {
        assertEquals(ramp.against(), ramp.background(-Scale.STEPS));
        assertEquals(ramp.paper(), ramp.background(0));
        assertEquals(ramp.support(), ramp.background(Scale.STEPS));
    }

    @Test
    void a_step_by_hand() {
        assertEquals(new Color(161, 201, 225), Palette.RED_BLUE.light().background(5));
    }

    /** Ten is several times the just noticeable difference of about 2.3. */
    @ParameterizedTest
    @MethodSource("ramps")
    void color_blind_people_can_tell_both_sides_apart(Palette.Ramp ramp) {
        for (ColorVision vision : ColorVision.BLIND) {
            for (int step = 4; step <= Scale.STEPS; step++) {
                double difference = vision.difference(ramp.background(step), ramp.background(-step));
                assertTrue(difference >= 10, vision + ", step " + step + ": " + difference);
            }
        }
    }

    @Test
    void a_pair_that_is_not_safe_is_seen_as_such() {
        Color red = Color.of(0xB05050);
        Color green = Color.of(0x6F7A50);

        assertTrue(ColorVision.NORMAL.difference(red, green) > 40);
        assertTrue(ColorVision.BLIND.get(1).difference(red, green) < 10);
    }
}
