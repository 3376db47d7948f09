package org.dknn.browser;

import java.util.List;
import java.util.Map;

/**
 * How a page is looked at.
 *
 * @param width of the window, in pixels
 * @param scheme {@code light} or {@code dark}
 */
record View(int width, String scheme) {

    static final View WIDE = new View(1300, "light");

    /** A desktop and a phone, by day and by night. */
    static final List<View> ALL = List.of(WIDE, new View(390, "light"), new View(390, "dark"), new View(1300, "dark"));

    /** The screen, as Chromium's protocol wants it. */
    Map<String, Object> screen() {
        return Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false);
    }

    /** What style sheets ask for, likewise. */
    Map<String, Object> media() {
        return Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme)));
    }

    @Override
    public String toString() {
        return width + " " + scheme;
    }
}
