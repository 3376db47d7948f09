package org.dknn.nlp.render;

import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explained;

/** The text once a method, with colours behind its words, or signs. */
record AnsiRenderer(Paint paint) implements Renderer {

    @Override
    public String render(Explained explained) {
        StringBuilder text = new StringBuilder();
        text.append(paint.strong(ConsoleText.name(explained, explained.label())))
                .append('\n');
        text.append(ConsoleText.verdict(explained)).append(ConsoleText.support(explained));
        text.append('\n');
        ColorScales scales = ColorScales.of(explained);
        for (Attributions saliency : explained.saliencies()) {
            Scale scale = scales.of(saliency);
            text.append(legend(explained, saliency, scale));
            text.append(words(explained, saliency, scale)).append('\n');
        }
        return text.append(ConsoleText.neighbors(explained).stripLeading()).toString();
    }

    private String words(Explained explained, Attributions saliency, Scale scale) {
        WrappedLines lines = new WrappedLines(ConsoleText.WIDTH);
        for (TextPiece piece : TextPiece.of(explained)) {
            String visible = VisibleText.line(piece.text());
            if (piece.word().isEmpty()) {
                lines.between(visible);
            } else {
                int position = piece.word().getAsInt();
                String word = visible.isEmpty()
                        ? VisibleText.line(explained.tokens().get(position).word())
                        : visible;
                lines.word(paint.word(word, scale.step(new WordValue(saliency, position).drawn())));
            }
        }
        return explained.tokens().isEmpty() ? "(no words)\n" : lines + "\n";
    }

    private String legend(Explained explained, Attributions saliency, Scale scale) {
        String method = MethodName.of(explained, saliency);
        String limit = Numbers.limit(scale);
        String against = paint.word(" -" + limit + " against ", -Scale.STEPS).written();
        String support = paint.word(" for +" + limit + " ", Scale.STEPS).written();
        String unclear = WordValue.isUnclearSomewhere(saliency) ? " none where it may be 0" : "";
        return paint.weak(VisibleText.line(method)) + "  " + against + " " + support + unclear + "\n";
    }
}
