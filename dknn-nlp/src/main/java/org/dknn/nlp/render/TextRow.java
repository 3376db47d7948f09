package org.dknn.nlp.render;

import java.util.List;
import java.util.OptionalInt;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.explain.Verdict;
import org.dknn.nlp.explain.Verdict.State;
import org.dknn.nlp.render.page.Markup;

/**
 * A text among many.
 *
 * @param explanation of the text
 * @param gold its true label, if that is known
 * @param number of the text, from 1
 */
record TextRow(Explanation explanation, OptionalInt gold, int number) {

    private static final int ROW_WORDS = 60;
    private static final List<State> STATES = List.of(State.values());

    boolean isWrong() {
        return gold.isPresent() && gold.getAsInt() != verdict().label();
    }

    private Verdict verdict() {
        return explanation.verdict();
    }

    private int words() {
        return explanation.segments().stream()
                .mapToInt(segment -> segment.tokens().size())
                .sum();
    }

    private boolean isCut() {
        return explanation.segments().stream()
                .anyMatch(segment -> segment.tokens().size() > ROW_WORDS);
    }

    private int doubt() {
        return (STATES.size() - STATES.indexOf(verdict().state())) * 1001
                + (int) Math.round(1000
                        * explanation
                                .prediction()
                                .pValues()
                                .confidence(verdict().label()));
    }

    /** Adds the start tag of a row: its classes say what it is filtered by, its style what it is sorted by. */
    void start(Markup page, String tag) {
        page.raw("<" + tag + " class=\"row " + verdict().state().token() + (isWrong() ? " wrong" : "")
                        + "\" style=\"--place:" + number + ";--doubt:" + doubt() + ";--class:"
                        + verdict().label() + "\"")
                .attribute("id", "text-" + number)
                .raw(">");
    }

    /** Adds the row in one line: the mark, the answer, the beginning of the text, and the true label of a wrong answer. */
    void line(Markup page, WordSteps steps) {
        page.raw(VerdictHtml.mark(verdict().state(), true) + "<span>");
        NearestHtml.label(page, explanation, verdict().label());
        page.raw("<span class=\"visually-hidden\">, believe it: "
                + verdict().state().token() + ".</span></span>");
        page.raw("<span class=\"reading by-0\" lang=\"\" dir=\"auto\">");
        for (int side = 0; side < explanation.segments().size(); side++) {
            page.raw(side == 0 ? "" : " \u2192 ");
            new CardWords(page, explanation.segments().get(side), steps).plain(ROW_WORDS);
        }
        page.raw("</span><span class=\"aside\">");
        if (isWrong()) {
            page.raw("<b class=\"gold\">is ")
                    .isolated(explanation.labelSet().nameInText(gold.getAsInt()))
                    .raw("</b>");
        }
        if (isCut()) {
            page.raw("<span class=\"soft\">all " + words() + " words inside</span>");
        }
        page.raw("</span>");
    }

    /** Adds the whole text where the line has not all of it. */
    void wholeText(Markup page, WordSteps steps) {
        if (!isCut()) {
            return;
        }
        for (Segment segment : explanation.segments()) {
            page.raw("<p class=\"full-text reading by-0\" lang=\"\" dir=\"auto\">");
            new CardWords(page, segment, steps).plain(segment.tokens().size());
            page.raw("</p>\n");
        }
    }
}
