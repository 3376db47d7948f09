package org.dknn.nlp.render;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.dknn.HitRates;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Verdict.State;
import org.dknn.nlp.render.page.Markup;

/** What is counted of many texts, and their summary. Not safe for use by many threads. */
final class TextCounts {

    private final Map<State, HitRates.Rate> known = new EnumMap<>(State.class);
    private final Map<State, Integer> texts = new EnumMap<>(State.class);
    private int all;
    private int far;

    /** Counts a text, and whether it is right if its label is known. */
    void add(Explanation explanation, OptionalInt gold) {
        State state = explanation.verdict().state();
        all++;
        texts.merge(state, 1, Integer::sum);
        far += explanation
                        .prediction()
                        .ood()
                        .filter(ood -> !ood.inDistribution())
                        .isPresent()
                ? 1
                : 0;
        if (gold.isPresent()) {
            known.merge(
                    state,
                    new HitRates.Rate(gold.getAsInt() == explanation.verdict().label() ? 1 : 0, 1),
                    (one, other) -> new HitRates.Rate(one.right() + other.right(), one.texts() + other.texts()));
        }
    }

    /** Number of all texts. */
    int all() {
        return all;
    }

    /** Number of texts of a verdict. */
    int of(State state) {
        return texts.getOrDefault(state, 0);
    }

    /** Whether the label of a text is known. */
    boolean isJudged() {
        return !known.isEmpty();
    }

    /** Number of texts whose answer is known to be wrong. */
    int wrong() {
        return known.values().stream().mapToInt(TextCounts::wrong).sum();
    }

    /** Number of those whose verdict is yes. */
    int wrongAndBelieved() {
        return wrong(known.getOrDefault(State.YES, new HitRates.Rate(0, 0)));
    }

    private static int wrong(HitRates.Rate rate) {
        return rate.texts() - rate.right();
    }

    /** The summary: how many texts are what, and how often each verdict is right. */
    void write(Markup page) {
        int doubtful = of(State.UNDECIDED) + of(State.NO);
        page.raw("<h1>" + (all == 1 ? "1 text: " : all + " texts: ") + (isJudged() ? wrong() + " wrong, " : "")
                + doubtful + " doubtful</h1>\n");
        known.forEach((state, rate) -> page.raw("<p class=\"soft\">Where the page says " + state.token() + ", "
                + rate.right() + " of " + rate.texts() + " answers are right.</p>\n"));
        page.raw("<div class=\"tiles\">");
        tile(page, all, "texts");
        tile(page, doubtful, "doubtful: undecided or no");
        tile(page, far, "unlike the training texts");
        if (isJudged()) {
            tile(page, wrong(), "wrong");
            tile(page, wrongAndBelieved(), "wrong and believed: look here first");
        }
        page.raw("</div>\n");
    }

    private static void tile(Markup page, int count, String what) {
        page.raw("<div class=\"tile\"><b>" + count + "</b><span>" + what + "</span></div>");
    }

    /** Check boxes and radio buttons that filter and sort the rows of a page, by the style sheet. */
    static void controls(Markup page, List<State> states, boolean isJudged) {
        page.raw("<div class=\"controls\">");
        if (states.size() > 1 || isJudged) {
            page.raw("<fieldset><legend>Show</legend>");
            states.stream()
                    .filter(state -> states.size() > 1)
                    .forEach(state -> page.raw(
                            "<label class=\"chip\"><input type=\"checkbox\" id=\"show-" + state.token() + "\" checked> "
                                    + VerdictHtml.mark(state, true) + " " + state.token() + "</label>"));
            if (isJudged) {
                page.raw("<label class=\"chip\"><input type=\"checkbox\" id=\"only-wrong\"> wrong alone</label>");
            }
            page.raw("</fieldset>\n");
        }
        page.raw(
                "<fieldset><legend>Order</legend>"
                        + "<label class=\"chip\"><input type=\"radio\" name=\"sort\" id=\"sort-place\" checked> as given</label>"
                        + "<label class=\"chip\"><input type=\"radio\" name=\"sort\" id=\"sort-doubt\"> most doubtful first</label>"
                        + "<label class=\"chip\"><input type=\"radio\" name=\"sort\" id=\"sort-class\"> by answer</label></fieldset></div>\n");
    }
}
