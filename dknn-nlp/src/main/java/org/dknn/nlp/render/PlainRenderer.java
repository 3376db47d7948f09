package org.dknn.nlp.render;

import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Segment;

/** One line per word, with a bar per method. */
record PlainRenderer() implements Renderer {

    @Override
    public String render(Explanation explanation) {
        boolean isPair = explanation.isPair();
        StringBuilder text = new StringBuilder(ConsoleText.notices(explanation));
        text.append(isPair ? "" : ConsoleText.wrapped(explanation.text()));
        text.append(ConsoleText.name(explanation, explanation.label())).append('\n');
        text.append(ConsoleText.verdict(explanation))
                .append(ConsoleText.prediction(explanation))
                .append(ConsoleText.ood(explanation));
        ColorScales scales = ColorScales.of(explanation);
        for (Segment segment : explanation.segments()) {
            text.append('\n').append(isPair ? ConsoleText.wrapped(segment.name() + ": " + segment.text()) : "");
            text.append(ConsoleText.sentences(explanation, segment));
            text.append(new WordBars(explanation, segment, scales).render());
        }
        return text.append(ConsoleText.interactions(explanation))
                .append(ConsoleText.neighbors(explanation))
                .toString();
    }

    @Override
    public String render(EvidenceReport evidence) {
        return render(evidence.explanation()) + "\n" + new EvidenceLines(evidence).render();
    }
}
