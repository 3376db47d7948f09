package org.dknn.nlp.render;

import java.util.function.IntFunction;
import org.dknn.nlp.render.Renderer.ConsoleColors;

/** How words get their color in lines of text. */
interface Paint {

    /** A word of a step, in {@code -Scale.STEPS..Scale.STEPS}; unchanged for step 0. */
    Painted word(String word, int step);

    /** Text that stands out. */
    String strong(String text);

    /** Text that stands back. */
    String weak(String text);

    /**
     * A word with its color.
     *
     * @param shown what takes columns
     * @param written with codes that take none
     */
    record Painted(String shown, String written) {}

    /** The paint of a terminal. */
    static Paint of(ConsoleColors colors, Palette palette) {
        return switch (colors) {
            case NONE -> new Signs();
            case SIXTEEN -> new Codes(step -> Codes.ofSixteen(palette, step));
            case TRUE_COLOR -> new Codes(step -> Codes.ofAll(palette, step));
        };
    }

    /** Signs behind words, one to three by depth, for where there is no color: {@code good[++] bad[---]}. */
    record Signs() implements Paint {

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

    /**
     * Codes of a terminal before a word and behind it; words that speak against the label are underlined, too.
     *
     * @param codes by step, never 0: numbers with semicolons between them
     * @see <a href="https://www.ecma-international.org/publications-and-standards/standards/ecma-48/">ECMA-48, 8.3.117, SGR</a>
     */
    record Codes(IntFunction<String> codes) implements Paint {

        private static final String RESET = "0";
        private static final String BOLD = "1";
        private static final String DIM = "2";
        private static final String UNDERLINED = "4";
        private static final int LETTERS = 38;
        private static final int GROUND = 48;
        private static final int FIRST_BOLD = 4;
        private static final int FIRST_WITH_GROUND = 7;

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

        /** 24-bit colors. Letters and ground are both set, so that the word can be read on a terminal of any color. */
        static String ofAll(Palette palette, int step) {
            return code(LETTERS, palette.light().ink()) + ";"
                    + code(GROUND, palette.light().background(step));
        }

        private static String code(int what, Color color) {
            return what + ";2;" + color.red() + ";" + color.green() + ";" + color.blue();
        }

        /** The sixteen colors: weak words get colored letters, stronger ones bold letters, the strongest a ground. */
        static String ofSixteen(Palette palette, int step) {
            int color = number(palette, step);
            int depth = Math.abs(step);
            if (depth >= FIRST_WITH_GROUND) {
                return "1;97;" + (40 + color);
            }
            return depth >= FIRST_BOLD ? "1;" + (90 + color) : String.valueOf(90 + color);
        }

        /** Red 1, green 2, blue 4, magenta 5. */
        private static int number(Palette palette, int step) {
            return switch (palette) {
                case RED_BLUE -> step < 0 ? 1 : 4;
                case GREEN_PURPLE -> step < 0 ? 5 : 2;
            };
        }
    }
}
