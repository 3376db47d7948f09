package org.dknn.nlp.render;

import java.util.Locale;

/**
 * A color of the sRGB space.
 *
 * @param red in {@code 0..255}, as are the others
 */
record Color(int red, int green, int blue) {

    /** The color of six hexadecimal digits, as in {@code 0x4393C3}. */
    static Color of(int rgb) {
        return new Color(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
    }

    /** A color on the way to another one: this one for share 0, the other one for 1. */
    Color towards(Color other, double share) {
        return new Color(
                between(red, other.red, share), between(green, other.green, share), between(blue, other.blue, share));
    }

    private static int between(int from, int to, double share) {
        return (int) Math.round(from + share * (to - from));
    }

    /**
     * How well one color can be read on the other, in {@code [1, 21]}; text needs 4.5.
     *
     * @see <a href="https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio">WCAG 2.1, contrast ratio</a>
     */
    double contrast(Color other) {
        double lighter = Math.max(luminance(), other.luminance());
        double darker = Math.min(luminance(), other.luminance());
        return (lighter + 0.05) / (darker + 0.05);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    /** As style sheets write it, {@code #4393c3}. */
    String hex() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }
}
