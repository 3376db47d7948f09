package org.dknn.nlp.render;

import java.util.List;
import java.util.stream.Stream;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Interactions;
import org.dknn.nlp.explain.PairExplanation;
import org.dknn.nlp.saliency.Saliency;
import org.dknn.nlp.text.Token;

/**
 * Explanations of pairs as lines of up to 100 columns without colour: one line a word with a number and a bar for each of up
 * to three methods, the interactions as a table, the nearest training pairs. Immutable, safe for use by many threads.
 */
public final class PairText {

    private static final int WORD = 20;
    private static final int NUMBER = 8;
    private static final int ARM = 8;
    private static final int METHODS = 3;
    private static final int CELL = 11;

    private PairText() {}

    /** The explanation as lines; both sides share the scale of a method. */
    public static String render(PairExplanation pair) {
        ColorScales scales = ColorScales.over(Stream.of(pair.premise(), pair.hypothesis()));
        StringBuilder text = new StringBuilder();
        text.append(ConsoleText.name(pair.premise(), pair.label())).append('\n');
        text.append(ConsoleText.verdict(pair.premise())).append(ConsoleText.support(pair.premise()));
        side(text, "premise", pair.premise(), scales);
        side(text, "hypothesis", pair.hypothesis(), scales);
        pair.interactions().ifPresent(found -> interactions(text, pair, found));
        return text.append(ConsoleText.neighbors(pair.premise())).toString();
    }

    private static void side(StringBuilder text, String name, Explanation side, ColorScales scales) {
        WrappedLines lines = new WrappedLines(ConsoleText.WIDTH);
        lines.between(name + ": " + VisibleText.line(side.text()));
        text.append('\n').append(lines).append('\n');
        if (side.tokens().isEmpty()) {
            text.append("(no words)\n");
            return;
        }
        List<Saliency> shown =
                side.saliencies().subList(0, Math.min(METHODS, side.saliencies().size()));
        text.append(head(shown, scales));
        for (int position = 0; position < side.tokens().size(); position++) {
            text.append(line(side.tokens().get(position), position, shown, scales));
        }
    }

    /** Two lines over the bars: the methods, and what a full bar stands for. */
    private static String head(List<Saliency> saliencies, ColorScales scales) {
        StringBuilder names = new StringBuilder(" ".repeat(WORD));
        StringBuilder limits = new StringBuilder(names);
        int columns = NUMBER + 2 * ARM + 2;
        for (Saliency saliency : saliencies) {
            String name = Columns.shorten(VisibleText.line(saliency.method()), columns);
            names.append("  ").append(Columns.pad(name, columns));
            limits.append("  ").append(Columns.pad("full bar " + Numbers.limit(scales.of(saliency)), columns));
        }
        return Columns.line("%s", names) + Columns.line("%s", limits);
    }

    private static String line(Token token, int position, List<Saliency> saliencies, ColorScales scales) {
        StringBuilder line = new StringBuilder(word(token, WORD));
        for (Saliency saliency : saliencies) {
            double value = saliency.value(position);
            int length = scales.of(saliency).step(value, ARM);
            line.append("  ").append(Columns.padLeft(Numbers.signed(value), NUMBER));
            line.append(' ').append(Columns.padLeft("-".repeat(Math.max(0, -length)), ARM));
            line.append('|').append(Columns.pad("#".repeat(Math.max(0, length)), ARM));
        }
        return Columns.line("%s", line);
    }

    private static String word(Token token, int columns) {
        return Columns.pad(Columns.shorten(VisibleText.line(token.word()), columns), columns);
    }

    private static void interactions(StringBuilder text, PairExplanation pair, Interactions found) {
        if (found.premise().positions().isEmpty()
                || found.hypothesis().positions().isEmpty()) {
            return;
        }
        text.append("\ninteractions by ").append(VisibleText.line(found.method()));
        text.append(": what two words do together beyond their parts\n");
        StringBuilder head = new StringBuilder(" ".repeat(WORD));
        for (int column : found.hypothesis().positions()) {
            Token token = pair.hypothesis().tokens().get(column);
            head.append(Columns.padLeft(Columns.shorten(VisibleText.line(token.word()), CELL - 1), CELL));
        }
        text.append(Columns.line("%s", head));
        for (int row = 0; row < found.premise().positions().size(); row++) {
            int position = found.premise().positions().get(row);
            StringBuilder line = new StringBuilder(word(pair.premise().tokens().get(position), WORD));
            for (int column = 0; column < found.hypothesis().positions().size(); column++) {
                line.append(Columns.padLeft(Numbers.signed(found.value(row, column)), CELL));
            }
            text.append(Columns.line("%s", line));
        }
    }
}
