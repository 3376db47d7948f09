package org.dknn.nlp.render;

import java.util.stream.Stream;
import org.dknn.nlp.explain.Explained;
import org.dknn.nlp.explain.ExplainedPair;
import org.dknn.nlp.explain.Interactions;
import org.dknn.nlp.text.Token;

/**
 * Explanations of pairs as lines of up to 100 columns without colour: one line a word with a number and a bar for each
 * method, the interactions as a table, the nearest training pairs. Immutable, safe for use by many threads.
 */
public final class PairText {

    private static final int WORD = 20;
    private static final int CELL = 11;

    private PairText() {}

    /** The explanation as lines; both sides share the scale of a method. */
    public static String render(ExplainedPair pair) {
        ColorScales scales = ColorScales.over(Stream.of(pair.premise(), pair.hypothesis()));
        StringBuilder text = new StringBuilder();
        text.append(ConsoleText.name(pair.premise(), pair.label())).append('\n');
        text.append(ConsoleText.verdict(pair.premise())).append(ConsoleText.support(pair.premise()));
        side(text, "premise", pair.premise(), scales);
        side(text, "hypothesis", pair.hypothesis(), scales);
        pair.interactions().ifPresent(found -> interactions(text, pair, found));
        return text.append(ConsoleText.neighbors(pair.premise())).toString();
    }

    private static void side(StringBuilder text, String name, Explained side, ColorScales scales) {
        WrappedLines lines = new WrappedLines(ConsoleText.WIDTH);
        lines.between(name + ": " + VisibleText.line(side.text()));
        text.append('\n').append(lines).append('\n');
        text.append(new WordBars(side, scales).render());
    }

    private static String word(Token token, int columns) {
        return Columns.pad(Columns.shorten(VisibleText.line(token.word()), columns), columns);
    }

    private static void interactions(StringBuilder text, ExplainedPair pair, Interactions found) {
        if (found.premise().positions().isEmpty()
                || found.hypothesis().positions().isEmpty()) {
            return;
        }
        text.append("\ninteractions by ")
                .append(VisibleText.line(MethodName.of(
                        found.method(),
                        pair.premise(),
                        pair.premise().saliencies().get(0))));
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
