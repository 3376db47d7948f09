package org.dknn.nlp.render;

import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.explain.Verdict;
import org.dknn.nlp.render.page.Markup;

/** On a page: the verdict with its mark, how far the text is, and the few numbers behind both. */
final class VerdictHtml {

    private VerdictHtml() {}

    /** The mark of a state; its shape tells the state, too. */
    static String mark(Verdict.State state, boolean isSmall) {
        return "<svg class=\"mark " + state.token() + (isSmall ? " is-small" : "")
                + "\" aria-hidden=\"true\"><use href=\"#mark-" + state.token() + "\"></use></svg>";
    }

    static void write(Markup page, Explanation explanation) {
        Verdict verdict = explanation.verdict();
        page.raw("<div class=\"verdict " + verdict.state().token() + "\">" + mark(verdict.state(), false)
                + "\n<div><p class=\"answer\"><b>");
        page.isolated(explanation.labelSet().nameInText(verdict.label()))
                .raw(".</b> Believe it? <b class=\"state\">" + verdict.state().word() + ":</b> ")
                .text(verdict.reason());
        page.raw("</p>\n<p class=\"support\">").text(verdict.experience());
        OodWording.of(explanation).ifPresent(wording -> page.raw(" <b>" + wording.answer() + "</b>")
                .text(unbroken(wording.reason())));
        page.raw("</p>\n");
        facts(page, explanation);
        page.raw("</div></div>\n");
    }

    /** A number and its sign stay on one line. */
    private static String unbroken(String sentence) {
        return sentence.replace(" %", "\u00A0%");
    }

    private static void facts(Markup page, Explanation explanation) {
        PredictionSummary prediction = explanation.prediction();
        int label = explanation.verdict().label();
        int network = prediction.networkLabel();
        page.raw("<ul class=\"facts\"><li>neighbors <b>" + prediction.votes().count(label) + " of "
                + prediction.votes().total() + "</b></li><li>network <b>");
        if (network != label) {
            page.isolated(explanation.labelSet().nameInText(network)).raw(" ");
        }
        page.raw(NearestHtml.share(prediction.probability(network)) + "</b></li>");
        page.raw("<li>credibility <b>" + NearestHtml.share(prediction.pValues().value(label))
                + "</b></li><li>confidence <b>"
                + NearestHtml.share(prediction.pValues().confidence(label)) + "</b></li></ul>\n");
    }
}
