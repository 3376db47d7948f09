package org.dknn.cli.serve;

import java.util.List;
import java.util.Optional;
import org.dknn.nlp.explain.Comparison;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.HtmlFragments;
import org.dknn.nlp.render.Palette;
import org.dknn.nlp.render.page.Markup;
import org.dknn.reliability.LabelAudit;
import org.dknn.reliability.LabelAudit.LabelIssue;

/** The pages of a model. Safe for use by many threads. */
final class Pages {

    private static final HtmlFragments FRAGMENTS = HtmlFragments.of(Palette.RED_BLUE);

    private static final int SUSPECT = 100;

    /** Most characters of a text: each of its words is a prediction more, and someone waits. */
    static final int MOST = 10_000;

    private final ServedModel model;
    private final Shell shell;
    private Optional<LabelAudit<List<String>>> audit = Optional.empty();

    Pages(ServedModel model) {
        this.model = model;
        this.shell = new Shell(model.name(), FRAGMENTS.style());
    }

    /** A place for a text, and what explains it. */
    String explained(String text) {
        Markup page = new Markup();
        page.raw("<form class=\"dknn\" id=\"explain\" method=\"post\" action=\"explain\">\n");
        Shell.area(page, "text", "Text", text).raw("<button>Explain</button>\n</form>\n");
        page.raw("<p id=\"status\" role=\"status\" class=\"visually-hidden\"></p>\n<div id=\"explanation\">\n");
        return shell.page(
                "Explain a text", page.raw(fragment(text)).raw("</div>\n").toString());
    }

    /** What explains a text. */
    String fragment(String text) {
        if (text.isBlank()) {
            return "<p class=\"dknn-note\">Type a text: its explanation follows it.</p>\n";
        }
        Explanation explanation = explanation(text);
        Markup page = new Markup();
        page.raw(FRAGMENTS.marks()).raw(FRAGMENTS.explanation(explanation, "answer"));
        NearestTexts.write(page, explanation);
        return page.toString();
    }

    private Explanation explanation(String text) {
        if (text.length() > MOST) {
            throw new TooLongException("needs a text of at most " + MOST + " characters, got " + text.length()
                    + "; 'dknn explain' explains longer ones");
        }
        return model.explainer().explain(text.strip());
    }

    /**
     * A training text explained.
     *
     * @param number from 1 on
     * @return nothing, if there is no such text
     */
    Optional<String> training(int number) {
        if (number < 1 || number > model.trainingTexts().size()) {
            return Optional.empty();
        }
        String text = model.trainingTexts().get(number - 1);
        Markup page = new Markup();
        page.raw("<p>Its label is <span class=\"dknn-label\">")
                .isolated(model.label(model.classifier().reference().label(number - 1)))
                .raw("</span>. It is its own nearest neighbor, as it is one of the training texts.</p>\n");
        page.raw("<form class=\"dknn\" method=\"post\" action=\"explain\">\n<input type=\"hidden\" name=\"text\"")
                .raw(" value=\"")
                .verbatim(text)
                .raw("\">\n<button>Edit it</button>\n</form>\n");
        return Optional.of(
                shell.page("Training text " + number, page.raw(fragment(text)).toString()));
    }

    /** Places for two texts, and their explanations side by side once both are there. */
    String compared(String left, String right) {
        Markup page = new Markup();
        page.raw("<form class=\"dknn\" method=\"post\" action=\"compare\">\n");
        Shell.area(page, "left", "First text", left);
        Shell.area(page, "right", "Second text", right).raw("<button>Compare</button>\n</form>\n");
        if (!left.isBlank() && !right.isBlank()) {
            Comparison comparison = Comparison.of(explanation(left), explanation(right));
            page.raw(FRAGMENTS.marks()).raw(FRAGMENTS.comparison(comparison, "comparison"));
        }
        return shell.page("Compare two texts", page.toString());
    }

    /** The training texts whose labels are suspect; the first call takes as long as predicting all of them. */
    String suspects() {
        List<LabelIssue> issues = audit().issues();
        Markup page = new Markup();
        page.raw("<p>The neighbors of " + issues.size() + " of the "
                + model.trainingTexts().size()
                + " training texts say another label than its own, the most suspect first"
                + (issues.size() > SUSPECT ? "; the first " + SUSPECT + " are shown" : "") + ".</p>\n");
        page.raw("<ol class=\"dknn-texts\">\n");
        issues.stream().limit(SUSPECT).forEach(issue -> {
            page.raw("<li>");
            Shell.text(
                    page,
                    model.label(issue.label()),
                    issue.ordinal(),
                    model.trainingTexts().get(issue.ordinal()));
            page.raw(" <span class=\"dknn-note\">neighbors say <b>")
                    .isolated(model.label(issue.proposed()))
                    .raw("</b>; " + Math.round(100 * issue.agreement())
                            + " % of them agree with the label</span></li>\n");
        });
        return shell.page("Suspect labels", page.raw("</ol>\n").toString());
    }

    private synchronized LabelAudit<List<String>> audit() {
        LabelAudit<List<String>> known = audit.orElseGet(() -> LabelAudit.of(model.classifier()));
        audit = Optional.of(known);
        return known;
    }

    /** What is wrong with a request, as a page. */
    String problem(String message) {
        return shell.page("Not answered", notice(message));
    }

    /** What is wrong with a request, as part of a page. */
    static String notice(String message) {
        return new Markup()
                .raw("<p class=\"notice\">")
                .text(message)
                .raw("</p>\n")
                .toString();
    }
}
