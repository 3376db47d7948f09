package org.dknn.nlp.render;

/** Signs behind words, one to three by depth, for where there is no colour: {@code good[++] bad[---]}. */
record SignPaint() implements Paint {

    private static final int MOST_SIGNS = 3;

    @Override
    public Painted word(String word, int step) {
        String signed = step == 0 ? word : word + "[" + (step > 0 ? "+" : "-").repeat(signs(step)) + "]";
        return new Painted(signed, signed);
    }

    private static int signs(int step) {
        return (Math.abs(step) * MOST_SIGNS + Scale.STEPS - 1) / Scale.STEPS;
    }

    @Override
    public String strong(String text) {
        return text;
    }

    @Override
    public String weak(String text) {
        return text;
    }
}
