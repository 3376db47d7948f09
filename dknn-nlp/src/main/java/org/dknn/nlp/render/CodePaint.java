package org.dknn.nlp.render;

import java.util.function.IntFunction;

/**
 * Codes of a terminal before a word and behind it; words that speak against the label are underlined, too.
 *
 * @param codes by step, never 0: numbers with semicolons between them
 * @see <a href="https://www.ecma-international.org/publications-and-standards/standards/ecma-48/">ECMA-48, 8.3.117, SGR</a>
 */
record CodePaint(IntFunction<String> codes) implements Paint {

    private static final String RESET = "0";
    private static final String BOLD = "1";
    private static final String DIM = "2";
    private static final String UNDERLINED = "4";

    @Override
    public Painted word(String word, int step) {
        if (step == 0) {
            return new Painted(word, word);
        }
        String line = step < 0 ? select(UNDERLINED) : "";
        return new Painted(word, line + between(codes.apply(step), word));
    }

    @Override
    public String strong(String text) {
        return between(BOLD, text);
    }

    @Override
    public String weak(String text) {
        return between(DIM, text);
    }

    private static String between(String codes, String text) {
        return select(codes) + text + select(RESET);
    }

    private static String select(String codes) {
        return "\u001B[" + codes + "m";
    }
}
