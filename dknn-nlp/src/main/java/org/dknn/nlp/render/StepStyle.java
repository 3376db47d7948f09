package org.dknn.nlp.render;

import java.util.Locale;
import org.dknn.nlp.render.page.PageStyle;

/**
 * The style sheet of pages with colored words: that of all pages, a palette, and the rules of as many methods as there are.
 *
 * @param palette of the words
 * @param methods their number
 */
record StepStyle(Palette palette, int methods) {

    /** Depths of either color. */
    static final int STEPS = 5;

    /** Longer texts have no notes of words. */
    static final int MOST_NOTES = 60;

    String css() {
        StringBuilder css = new StringBuilder(PageStyle.sheet()).append(colors());
        for (int method = 0; method < methods; method++) {
            css.append(rules(method));
        }
        return css.append(openWord()).toString();
    }

    /** Colors of another palette than that of the sheet. */
    private String colors() {
        if (palette == Palette.RED_BLUE) {
            return "";
        }
        return ":root { --for-line: #1b6b33; --against-line: #6f3f86;" + steps(palette.light())
                + " }\n@media screen and (prefers-color-scheme: dark) { :root { --for-line: #93d59b; --against-line: #d9b3e6;"
                + steps(palette.dark()) + " } }\n";
    }

    private static String steps(Palette.Ramp ramp) {
        StringBuilder css = new StringBuilder();
        int wide = Scale.STEPS / STEPS;
        for (int step = 1; step <= STEPS; step++) {
            css.append(" --for-").append(step).append(": ");
            css.append(ramp.background(wide * step).hex())
                    .append("; --against-")
                    .append(step);
            css.append(": ").append(ramp.background(-wide * step).hex()).append(';');
        }
        return css.toString();
    }

    private static String rules(int method) {
        StringBuilder css = new StringBuilder();
        css.append(rule(
                method, "[data-%d^=\"-\"]", "text-decoration: underline dotted var(--against-line) max(3px, .11em)"));
        css.append(rule(
                method,
                "[data-%d]:not([data-%<d^=\"-\"])",
                "text-decoration: underline solid var(--for-line) max(2px, .075em)"));
        for (int step = 1; step <= STEPS; step++) {
            css.append(rule(method, "[data-%d=\"" + step + "\"]", "background: var(--for-" + step + ")"));
            css.append(rule(method, "[data-%d=\"-" + step + "\"]", "background: var(--against-" + step + ")"));
        }
        css.append(format(".tabs:has(.pick-%d:checked) .by-method.m%<d { display: block; }\n", method));
        return css.append(format(".tabs:not(:has(.pick-%d:checked)) .v%<d { display: none !important; }\n", method))
                .toString();
    }

    private static String rule(int method, String selector, String declaration) {
        String word = format(selector, method);
        return format(".by-%d ", method) + word + ", " + format(".tabs:has(.pick-%d:checked) ", method) + word + " { "
                + declaration + "; }\n";
    }

    /** The word whose note is open, by its place. */
    private static String openWord() {
        StringBuilder css = new StringBuilder();
        for (int word = 1; word <= MOST_NOTES; word++) {
            css.append(word == 1 ? "" : ",\n");
            css.append(format(
                    ".every-word:has(> .word-notes > :nth-child(%d):target) .word:nth-child(%d)", word + 1, word));
        }
        return css.append(" { outline: 3px solid var(--link); outline-offset: 1px; }\n")
                .toString();
    }

    private static String format(String template, Object... values) {
        return String.format(Locale.ROOT, template, values);
    }
}
