package org.dknn.nlp.render;

import java.util.List;
import java.util.Optional;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.render.page.Markup;

/**
 * One explanation on a page: the text as its title, in its words' colors, the verdict, training texts, and the rest folded.
 *
 * @param scales of methods without limits
 * @param palette its words are named in the legend
 */
record ExplanationCard(ColorScales scales, Palette palette) {

    private static final int TITLE_WORDS = 20;

    /**
     * Adds the explanation.
     *
     * @param id of the article, and the beginning of all ids in it
     */
    void write(Markup page, Explanation explanation, Optional<EvidenceReport> evidence, String id) {
        open(page, explanation, evidence, id, "h1");
        legend(page);
        page.raw("</article>\n");
    }

    /** Adds the explanation as one of several, without the legend, under a heading of its page. */
    void article(Markup page, Explanation explanation, Optional<EvidenceReport> evidence, String id) {
        open(page, explanation, evidence, id, "h2");
        page.raw("</article>\n");
    }

    private void open(
            Markup page, Explanation explanation, Optional<EvidenceReport> evidence, String id, String heading) {
        int methods = explanation.attributions().size();
        page.raw("<article class=\"explanation card" + (methods > 1 ? " tabs" : "") + "\"")
                .attribute("id", id);
        page.raw(">\n");
        notices(page, explanation);
        WordSteps steps = new WordSteps(scales);
        tabs(page, explanation, id);
        for (int side = 0; side < explanation.segments().size(); side++) {
            String sideId = explanation.isPair() ? id + "-side-" + (side + 1) : id;
            String tag = explanation.isPair() ? "h2" : heading;
            segment(page, explanation, explanation.segments().get(side), evidence, steps, sideId, tag);
        }
        VerdictHtml.write(page, explanation);
        explanation.segments().forEach(segment -> longText(page, explanation, segment, steps));
        rest(page, explanation, evidence);
    }

    private static void longText(Markup page, Explanation explanation, Segment segment, WordSteps steps) {
        LongTextHtml text = new LongTextHtml(page, explanation, segment, steps);
        if (isLong(segment)) {
            text.write();
        } else if (StrongSentence.isFirst(segment)) {
            text.sentences();
        }
    }

    private static boolean isLong(Segment segment) {
        return segment.tokens().size() > StepStyle.MOST_NOTES;
    }

    /** Adds what follows the text. */
    static void body(Markup page, Explanation explanation, Optional<EvidenceReport> evidence) {
        VerdictHtml.write(page, explanation);
        rest(page, explanation, evidence);
    }

    private static void rest(Markup page, Explanation explanation, Optional<EvidenceReport> evidence) {
        NearestHtml.write(page, explanation);
        page.raw("<div class=\"more\">\n");
        new CardFolds(page, explanation).write(evidence);
        page.raw("</div>\n");
    }

    static void notices(Markup page, Explanation explanation) {
        for (String notice : Notices.of(explanation)) {
            page.raw("<p class=\"notice\"><b>Note:</b> ").text(notice).raw("</p>\n");
        }
    }

    /** The methods, as radio buttons if there are several; what each one's colors mean. */
    private void tabs(Markup page, Explanation explanation, String id) {
        List<Attributions> values = explanation.attributions();
        if (values.size() == 1) {
            page.raw("<p class=\"small soft\">by ").isolated(MethodName.of(explanation, values.get(0)));
            about(page, values.get(0));
            page.raw("</p>\n");
            return;
        }
        choice(
                page,
                id,
                values.stream()
                        .map(method -> MethodName.of(explanation, method))
                        .toList());
        for (int method = 0; method < values.size(); method++) {
            page.raw("<p class=\"small soft by-method m" + method + "\">")
                    .isolated(MethodName.of(explanation, values.get(method)));
            about(page, values.get(method));
            page.raw("</p>\n");
        }
    }

    /** Radio buttons for methods, in an element of class {@code tabs}. */
    static void choice(Markup page, String id, List<String> methods) {
        page.raw("<div class=\"tab-row\" role=\"radiogroup\" aria-label=\"Method\">");
        for (int method = 0; method < methods.size(); method++) {
            page.raw("<input type=\"radio\" class=\"pick-" + method + "\"").attribute("name", id + "-method");
            page.attribute("id", id + "-method-" + method).raw(method == 0 ? " checked>" : ">");
            page.raw("<label").attribute("for", id + "-method-" + method).raw(">");
            page.isolated(methods.get(method)).raw("</label>");
        }
        page.raw("</div>\n");
    }

    private void about(Markup page, Attributions values) {
        Scale scale = scales.of(values);
        page.raw(
                scale.limit() == 0
                        ? "; all values are 0"
                        : "; the deepest color stands for " + scale.text() + " and more");
        page.raw(WordValue.noneWithinNoise(values));
        page.raw(WordValue.isUnclearSomewhere(values) ? "; dashed: may be 0" : "");
        WordValue.noWordMatters(values)
                .ifPresent(note -> page.raw(". <b>").text(note).raw("</b>"));
    }

    private static void segment(
            Markup page,
            Explanation explanation,
            Segment segment,
            Optional<EvidenceReport> evidence,
            WordSteps steps,
            String id,
            String tag) {
        if (explanation.isPair()) {
            page.raw("<div class=\"side\"")
                    .attribute("id", id)
                    .raw("><span>")
                    .isolated(segment.name())
                    .raw("</span>\n");
        }
        String by = segment.attributions().size() == 1 ? " by-0" : "";
        if (isLong(segment)) {
            page.raw("<div class=\"title\"><" + tag + " class=\"reading" + by + "\" lang=\"\" dir=\"auto\">");
            new CardWords(page, segment, steps).plain(TITLE_WORDS);
            page.raw("</" + tag + "><p class=\"soft\">" + segment.tokens().size() + " words</p></div>\n");
        } else {
            page.raw("<div class=\"title every-word\"><" + tag + " class=\"reading title" + by
                    + "\" lang=\"\" dir=\"auto\">");
            WordNotes notes = new WordNotes(page, explanation, segment, evidence, id);
            new CardWords(page, segment, steps).linked(notes::of);
            page.raw("</" + tag + ">\n");
            if (!segment.tokens().isEmpty()) {
                notes.write();
            }
            page.raw("</div>\n");
        }
        page.raw(explanation.isPair() ? "</div>\n" : "");
    }

    /** What the colors mean, and folded what the numbers do. */
    void legend(Markup page) {
        page.raw("<p class=\"legend\"><span class=\"by-0\"><span class=\"word\" data-0=\"4\">solid line, "
                + palette.support()
                + "</span> speaks for the answer</span> <span class=\"by-0\"><span class=\"word\" data-0=\"-4\">dotted line, "
                + palette.against()
                + "</span> against it</span> <span>deeper: stronger</span> <span>no line: within the noise</span>"
                + " <span><i>slanted</i>: not seen by the network</span></p>\n");
        page.raw("""
                <div class="more"><details class="meaning"><summary>What the numbers mean</summary>
                <dl class="meanings">
                <dt>Believe it?</dt><dd>one word for all numbers of a text, by fixed rules; how often it is right was counted on texts that
                neither the network nor its neighbors had seen</dd>
                <dt>number of a word</dt><dd>how much it speaks for the answer, by the method named above the text; the same depth of color means the
                same on every page where the limits of the method were measured</dd>
                <dt>credibility</dt><dd>share of held-out texts that fit their own label no better than this text fits the answer; near 0, the
                training texts support no answer</dd>
                <dt>confidence</dt><dd>1 less the largest p-value of another label; below .9 another label cannot be ruled out</dd>
                <dt>neighbors</dt><dd>votes of the nearest training texts of all layers</dd>
                <dt>network</dt><dd>the network's own probability of its answer</dd>
                <dt>distance</dt><dd>of a training text, mean over the layers; 1 is the distance of the last neighbor. A filled dot: it is a neighbor
                in this layer</dd>
                <dt>underlined in training texts</dt><dd>the strongest words of the training text by the same method, for (solid line) or against
                (dotted line) the answer of the explained text</dd>
                <dt>slanted words</dt><dd>the network does not see them as such</dd>
                </dl></details></div>
                """);
    }
}
