package org.dknn.nlp.render;

/**
 * Two colours for words: one for the label, one against it. Colour-blind people can tell either pair apart, and no rendering
 * leaves the sign to the colour alone.
 *
 * @see <a href="https://colorbrewer2.org">ColorBrewer, diverging schemes RdBu and PRGn, marked as safe for the colour-blind</a>
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

    /** Name of the colour of words that speak against the label. */
    String against() {
        return against;
    }

    /** Name of the colour of words that speak for the label. */
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
}
