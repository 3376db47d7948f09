package org.dknn.nlp.render;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.saliency.Saliency;

/** The text once a method, with 24-bit colours behind its words. */
record AnsiRenderer() implements Renderer {

    private static final String RESET = "\u001B[0m";
    private static final String BOLD = "\u001B[1m";
    private static final String DIM = "\u001B[2m";

    @Override
    public String render(Explanation explanation) {
        StringBuilder text = new StringBuilder();
        text.append(BOLD)
                .append(ConsoleText.name(explanation, explanation.label()))
                .append(RESET)
                .append('\n');
        text.append(ConsoleText.verdict(explanation)).append('\n');
        Map<String, Scale> scales = Scale.byMethod(List.of(explanation));
        for (Saliency saliency : explanation.saliencies()) {
            Scale scale = Objects.requireNonNull(scales.get(saliency.method()));
            text.append(legend(saliency, scale));
            text.append(words(explanation, saliency, scale)).append('\n');
        }
        return text.append(ConsoleText.neighbors(explanation).stripLeading()).toString();
    }

    private static String words(Explanation explanation, Saliency saliency, Scale scale) {
        WrappedLines lines = new WrappedLines(ConsoleText.WIDTH);
        for (TextPiece piece : TextPiece.of(explanation)) {
            String visible = VisibleText.line(piece.text());
            if (piece.word().isEmpty()) {
                lines.between(visible);
            } else {
                int position = piece.word().getAsInt();
                String word = visible.isEmpty()
                        ? VisibleText.line(explanation.tokens().get(position).word())
                        : visible;
                lines.word(word, colored(word, scale.step(saliency.value(position))));
            }
        }
        return explanation.tokens().isEmpty() ? "(no words)\n" : lines + "\n";
    }

    /** Letters and ground are both set, so that the word can be read on a terminal of any colour. */
    private static String colored(String word, int step) {
        if (step == 0) {
            return word;
        }
        return code(38, Palette.LIGHT.ink()) + code(48, Palette.LIGHT.background(step)) + word + RESET;
    }

    private static String code(int ground, Color color) {
        return String.format(Locale.ROOT, "\u001B[%d;2;%d;%d;%dm", ground, color.red(), color.green(), color.blue());
    }

    private static String legend(Saliency saliency, Scale scale) {
        String limit = Numbers.limit(scale);
        return DIM + VisibleText.line(saliency.method()) + RESET + "  "
                + colored(" -" + limit + " against ", -Scale.STEPS) + " " + colored(" for +" + limit + " ", Scale.STEPS)
                + "\n";
    }
}
