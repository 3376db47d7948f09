package org.dknn.nlp.render;

/**
 * Colours of words by step, from red over the colour of the paper to blue: a pair that colour-blind people can tell
 * apart, too. The ink can be read on all of them.
 *
 * @param against the deepest colour of words that speak against the label
 * @param paper colour of words that say nothing
 * @param support the deepest colour of words that speak for the label
 * @param ink colour of the letters
 */
record Palette(Color against, Color paper, Color support, Color ink) {

    /** Dark letters on light paper. */
    static final Palette LIGHT =
            new Palette(Color.of(0xD6604D), Color.of(0xFFFFFF), Color.of(0x4393C3), Color.of(0x16181D));

    /** Light letters on dark paper. */
    static final Palette DARK =
            new Palette(Color.of(0xB2182B), Color.of(0x1B1E24), Color.of(0x2166AC), Color.of(0xF2F4F8));

    /** The colour behind a word of a step, in {@code -Scale.STEPS..Scale.STEPS}. */
    Color background(int step) {
        return paper.towards(step < 0 ? against : support, Math.abs(step) / (double) Scale.STEPS);
    }
}
