package org.dknn.nlp.render;

/** 24-bit colours as codes. */
final class TrueColors {

    private static final int LETTERS = 38;
    private static final int GROUND = 48;

    private TrueColors() {}

    /** Letters and ground are both set, so that the word can be read on a terminal of any colour. */
    static String codes(Palette palette, int step) {
        return code(LETTERS, palette.light().ink()) + ";"
                + code(GROUND, palette.light().background(step));
    }

    private static String code(int what, Color color) {
        return what + ";2;" + color.red() + ";" + color.green() + ";" + color.blue();
    }
}
