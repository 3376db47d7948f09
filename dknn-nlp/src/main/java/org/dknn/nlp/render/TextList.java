package org.dknn.nlp.render;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.dknn.HitRates;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Verdict;
import org.dknn.nlp.explain.Verdict.State;
import org.dknn.nlp.render.page.Markup;

/**
 * Many explanations on a page: rows that open, to be filtered and sorted by check boxes, and a summary that is shown above them but
 * written behind them, when all is counted. Holds counts alone. Not safe for use by many threads.
 */
final class TextList {

    private static final int ROW_WORDS = 60;
    private static final List<State> STATES = List.of(State.values());

    private final Markup page;
    private final ExplanationCard card;
    private final Map<State, HitRates.Rate> known = new EnumMap<>(State.class);
    private final Map<State, Integer> texts = new EnumMap<>(State.class);
    private int rows;
    private int far;

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
        Verdict verdict = explanation.verdict();
        boolean isWrong = gold.isPresent() && gold.getAsInt() != verdict.label();
        texts.merge(verdict.state(), 1, Integer::sum);
        far += explanation
                        .prediction()
                        .ood()
                        .filter(ood -> !ood.inDistribution())
                        .isPresent()
                ? 1
                : 0;
        if (gold.isPresent()) {
            known.merge(
                    verdict.state(),
                    new HitRates.Rate(isWrong ? 0 : 1, 1),
                    (one, other) -> new HitRates.Rate(one.right() + other.right(), one.texts() + other.texts()));
        }
        int doubt = (STATES.size() - STATES.indexOf(verdict.state())) * 1001
                + (int) Math.round(1000 * explanation.prediction().pValues().confidence(verdict.label()));
        rows++;
        page.raw("<details class=\"row " + verdict.state().token() + (isWrong ? " wrong" : "") + "\" style=\"--place:"
                        + rows + ";--doubt:" + doubt + ";--class:" + verdict.label() + "\"")
                .attribute("id", "text-" + rows)
                .raw(">");
        summary(explanation, verdict, isWrong ? gold : OptionalInt.empty());
        page.raw("<div class=\"inside\">\n");
        ExplanationCard.notices(page, explanation);
        ExplanationCard.body(page, explanation, evidence);
        page.raw("</div></details>\n");
    }

    private void summary(Explanation explanation, Verdict verdict, OptionalInt gold) {
        page.raw("<summary>" + VerdictHtml.mark(verdict.state(), true) + "<span>");
        NearestHtml.label(page, explanation, verdict.label());
        page.raw("<span class=\"visually-hidden\">, believe it: "
                + verdict.state().token() + ".</span></span>");
        page.raw("<span class=\"reading by-0\" lang=\"\" dir=\"auto\">");
        WordSteps steps = new WordSteps(card.scales());
        for (int side = 0; side < explanation.segments().size(); side++) {
            page.raw(side == 0 ? "" : " \u2192 ");
            new CardWords(page, explanation.segments().get(side), steps).plain(ROW_WORDS);
        }
        page.raw("</span><span class=\"gold\">");
        if (gold.isPresent()) {
            page.raw("is ").isolated(explanation.labelSet().name(gold.getAsInt()));
        }
        page.raw("</span></summary>\n");
    }

    /** Ends the list with its summary and controls, which are shown first. */
    void close() {
        page.raw("<p class=\"shown-count\"> texts shown</p>\n</div>\n<div class=\"head\">");
        head();
        page.raw("</div>\n");
        controls();
        card.legend(page);
        page.raw("</section>\n");
    }

    private int count(State state) {
        return texts.getOrDefault(state, 0);
    }

    private int wrong() {
        return known.values().stream()
                .mapToInt(rate -> rate.texts() - rate.right())
                .sum();
    }

    private void head() {
        int doubtful = count(State.UNDECIDED) + count(State.NO);
        page.raw("<h1>" + rows + " texts: " + (known.isEmpty() ? "" : wrong() + " wrong, ") + doubtful
                + " doubtful</h1>\n");
        known.forEach((state, rate) -> page.raw("<p class=\"soft\">Where the page says " + state.token() + ", "
                + rate.right() + " of " + rate.texts() + " answers are right.</p>\n"));
        page.raw("<div class=\"tiles\">");
        tile(rows, "texts");
        tile(doubtful, "doubtful: undecided or no");
        tile(far, "far from the training texts");
        if (!known.isEmpty()) {
            HitRates.Rate believed = known.getOrDefault(State.YES, new HitRates.Rate(0, 0));
            tile(wrong(), "wrong");
            tile(believed.texts() - believed.right(), "wrong and believed: look here first");
        }
        page.raw("</div>\n");
    }

    private void tile(int count, String what) {
        page.raw("<div class=\"tile\"><b>" + count + "</b><span>" + what + "</span></div>");
    }

    private void controls() {
        page.raw("<div class=\"controls\"><fieldset><legend>Show</legend>");
        for (State state : State.values()) {
            page.raw("<label class=\"chip\"><input type=\"checkbox\" id=\"show-" + state.token() + "\" checked> "
                    + VerdictHtml.mark(state, true) + " " + state.token() + " <span class=\"soft\">"
                    + count(state) + "</span></label>");
        }
        if (!known.isEmpty()) {
            page.raw("<label class=\"chip\"><input type=\"checkbox\" id=\"only-wrong\"> wrong alone</label>");
        }
        page.raw(
                "</fieldset>\n<fieldset><legend>Order</legend>"
                        + "<label class=\"chip\"><input type=\"radio\" name=\"sort\" id=\"sort-place\" checked> as given</label>"
                        + "<label class=\"chip\"><input type=\"radio\" name=\"sort\" id=\"sort-doubt\"> most doubtful first</label>"
                        + "<label class=\"chip\"><input type=\"radio\" name=\"sort\" id=\"sort-class\"> by answer</label></fieldset></div>\n");
    }
}
