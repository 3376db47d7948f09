package org.dknn.nlp.render;

/**
 * Two colors for words: one for the label, one against it. Color-blind people can tell either pair apart, and no rendering
 * leaves the sign to the color alone.
 *
 * @see <a href="https://colorbrewer2.org">ColorBrewer, diverging schemes RdBu and PRGn, marked as safe for the color-blind</a>
 */
public enum Palette {
    /** Blue words speak for the label, red ones against it. */
    RED_BLUE("red", "blue"),

    /** Green words speak for the label, purple ones against it. */
    GREEN_PURPLE("purple", "green");

    private final String against;
    private final String support;

    Palette(String against, String support) {
        this.against = against;
        this.support = support;
    }

    /** Name of the color of words that speak against the label. */
    String against() {
        return against;
    }

    /** Name of the color of words that speak for the label. */
    String support() {
        return support;
    }

    /** On light paper. */
    Ramp light() {
        return switch (this) {
            case RED_BLUE -> Ramp.light(0xD6604D, 0x4393C3);
            case GREEN_PURPLE -> Ramp.light(0xA67DB8, 0x5AAE61);
        };
    }

    /** On dark paper. */
    Ramp dark() {
        return switch (this) {
            case RED_BLUE -> Ramp.dark(0xB2182B, 0x2166AC);
            case GREEN_PURPLE -> Ramp.dark(0x8A4D9C, 0x1B7837);
        };
    }

    /**
     * Colors of words by step, from one color over that of the paper to another one. The ink can be read on all of them.
     *
     * @param against the deepest color of words that speak against the label
     * @param paper color of words that say nothing
     * @param support the deepest color of words that speak for the label
     * @param ink color of the letters
     */
    record Ramp(Color against, Color paper, Color support, Color ink) {

        private static final Color WHITE = Color.of(0xFFFFFF);
        private static final Color DARK_PAPER = Color.of(0x1B1E24);
        private static final Color DARK_INK = Color.of(0x16181D);
        private static final Color LIGHT_INK = Color.of(0xF2F4F8);

        /** Dark letters on light paper. */
        static Ramp light(int against, int support) {
            return new Ramp(Color.of(against), WHITE, Color.of(support), DARK_INK);
        }

        /** Light letters on dark paper. */
        static Ramp dark(int against, int support) {
            return new Ramp(Color.of(against), DARK_PAPER, Color.of(support), LIGHT_INK);
        }

        /** The color behind a word of a step, in {@code -Scale.STEPS..Scale.STEPS}. */
        Color background(int step) {
            return paper.towards(step < 0 ? against : support, Math.abs(step) / (double) Scale.STEPS);
        }
    }
}
