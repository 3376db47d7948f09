package org.dknn.nlp.render;

/** The sixteen colours as codes: weak words get coloured letters, stronger ones bold letters, the strongest a ground. */
final class SixteenColors {

    private static final int FIRST_BOLD = 4;
    private static final int FIRST_WITH_GROUND = 7;

    private SixteenColors() {}

    static String codes(Palette palette, int step) {
        int color = color(palette, step);
        int depth = Math.abs(step);
        if (depth >= FIRST_WITH_GROUND) {
            return "1;97;" + (40 + color);
        }
        return depth >= FIRST_BOLD ? "1;" + (90 + color) : String.valueOf(90 + color);
    }

    /** Red 1, green 2, blue 4, magenta 5. */
    private static int color(Palette palette, int step) {
        return switch (palette) {
            case RED_BLUE -> step < 0 ? 1 : 4;
            case GREEN_PURPLE -> step < 0 ? 5 : 2;
        };
    }
}
