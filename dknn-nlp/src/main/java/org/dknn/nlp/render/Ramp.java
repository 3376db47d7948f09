package org.dknn.nlp.render;

/**
 * Colours of words by step, from one colour over that of the paper to another one. The ink can be read on all of them.
 *
 * @param against the deepest colour of words that speak against the label
 * @param paper colour of words that say nothing
 * @param support the deepest colour of words that speak for the label
 * @param ink colour of the letters
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

    /** The colour behind a word of a step, in {@code -Scale.STEPS..Scale.STEPS}. */
    Color background(int step) {
        return paper.towards(step < 0 ? against : support, Math.abs(step) / (double) Scale.STEPS);
    }
}
