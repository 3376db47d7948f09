package org.dknn.nlp.render;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Verdict.State;
import org.dknn.nlp.render.page.Markup;

/**
 * Many explanations on a page: rows that open, to be filtered and sorted by check boxes, and a summary that is shown above them but
 * written behind them, when all is counted. Holds counts alone. Not safe for use by many threads.
 */
final class TextList {

    private final Markup page;
    private final ExplanationCard card;
    private final TextCounts counts = new TextCounts();

    /** An empty list. */
    TextList(Markup page, ExplanationCard card) {
        this.page = page;
        this.card = card;
    }

    void open() {
        page.raw("<section class=\"overview\">\n<div class=\"rows\">\n");
    }

    /** Adds a row. */
    void add(Explanation explanation, Optional<EvidenceReport> evidence, OptionalInt gold) {
        counts.add(explanation, gold);
        TextRow row = new TextRow(explanation, gold, counts.all());
        WordSteps steps = new WordSteps(card.scales());
        row.start(page, "details");
        page.raw("<summary>");
        row.line(page, steps);
        page.raw("</summary>\n<div class=\"inside\">\n");
        ExplanationCard.notices(page, explanation);
        row.wholeText(page, steps);
        ExplanationCard.body(page, explanation, evidence);
        page.raw("</div></details>\n");
    }

    /** Ends the list with its summary and controls, which are shown first. */
    void close() {
        page.raw("<p class=\"shown-count\"> texts shown</p>\n</div>\n<div class=\"head\">");
        counts.write(page);
        page.raw("</div>\n");
        TextCounts.controls(page, List.of(State.values()), counts.isJudged());
        card.legend(page);
        page.raw("</section>\n");
    }
}
