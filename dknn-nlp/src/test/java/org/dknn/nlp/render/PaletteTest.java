package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

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

    @Test
    void letters_can_be_read_on_every_color() {
        for (Palette palette : List.of(Palette.LIGHT, Palette.DARK)) {
            for (int step = -Scale.STEPS; step <= Scale.STEPS; step++) {
                double contrast = palette.ink().contrast(palette.background(step));
                assertTrue(contrast >= 4.5, palette + " step " + step + ": " + contrast);
            }
        }
    }

    @Test
    void steps_go_from_one_end_over_paper_to_the_other() {
        assertEquals(Palette.LIGHT.against(), Palette.LIGHT.background(-Scale.STEPS));
        assertEquals(Palette.LIGHT.paper(), Palette.LIGHT.background(0));
        assertEquals(Palette.LIGHT.support(), Palette.LIGHT.background(Scale.STEPS));
        assertEquals(new Color(161, 201, 225), Palette.LIGHT.background(5));
    }
}
