package org.dknn.nlp.render;

/** How words get their colour in lines of text. */
interface Paint {

    /** A word of a step, in {@code -Scale.STEPS..Scale.STEPS}; unchanged for step 0. */
    Painted word(String word, int step);

    /** Something that stands out. */
    String strong(String text);

    /** Something that stands back. */
    String weak(String text);

    /**
     * A word with its colour.
     *
     * @param shown what takes columns
     * @param written with codes that take none
     */
    record Painted(String shown, String written) {}

    /** The paint of a terminal. */
    static Paint of(ConsoleColors colors, Palette palette) {
        return switch (colors) {
            case NONE -> new SignPaint();
            case SIXTEEN -> new CodePaint(step -> SixteenColors.codes(palette, step));
            case TRUE_COLOR -> new CodePaint(step -> TrueColors.codes(palette, step));
        };
    }
}
