package org.dknn.nlp.render;

import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.render.page.VisibleText;

/** Each segment once per method, with colors behind its words, or signs. */
record AnsiRenderer(Paint paint) implements Renderer {

    @Override
    public String render(Explanation explanation) {
        StringBuilder text = new StringBuilder(ConsoleText.notices(explanation));
        text.append(paint.strong(ConsoleText.name(explanation, explanation.label())))
                .append('\n');
        text.append(ConsoleText.verdict(explanation))
                .append(ConsoleText.prediction(explanation))
                .append(ConsoleText.ood(explanation))
                .append('\n');
        ColorScales scales = ColorScales.of(explanation);
        for (Segment segment : explanation.segments()) {
            text.append(explanation.isPair() ? paint.strong(VisibleText.line(segment.name())) + "\n" : "");
            text.append(ConsoleText.sentences(explanation, segment));
            for (Attributions values : segment.attributions()) {
                Scale scale = scales.of(values);
                text.append(legend(explanation, values, scale));
                text.append(words(segment, values, scale)).append('\n');
            }
        }
        String rest = ConsoleText.interactions(explanation) + ConsoleText.neighbors(explanation);
        return text.append(rest.stripLeading()).toString();
    }

    @Override
    public String render(EvidenceReport evidence) {
        return render(evidence.explanation()) + "\n" + new EvidenceLines(evidence).render();
    }

    private String words(Segment segment, Attributions values, Scale scale) {
        WrappedLines lines = new WrappedLines(ConsoleText.WIDTH);
        for (TextPiece piece : TextPiece.of(segment)) {
            String visible = VisibleText.line(piece.text());
            if (piece.word().isEmpty()) {
                lines.between(visible);
            } else {
                int position = piece.word().getAsInt();
                String word = visible.isEmpty()
                        ? VisibleText.line(segment.tokens().get(position).word())
                        : visible;
                lines.word(paint.word(word, scale.step(new WordValue(values, position).drawn())));
            }
        }
        return segment.tokens().isEmpty() ? "(no words)\n" : lines + "\n";
    }

    private String legend(Explanation explanation, Attributions values, Scale scale) {
        String method = MethodName.of(explanation, values);
        String limit = scale.text();
        String against = paint.word(" -" + limit + " against ", -Scale.STEPS).written();
        String support = paint.word(" for +" + limit + " ", Scale.STEPS).written();
        String unclear = WordValue.isUnclearSomewhere(values) ? " none where it may be 0" : "";
        String ends = WordValue.noWordMatters(values)
                .orElse(against + " " + support + WordValue.noneWithinNoise(values) + unclear);
        return paint.weak(VisibleText.line(method)) + "  " + ends + "\n";
    }
}
