package org.dknn.nlp.render;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.render.page.Markup;
import org.dknn.nlp.render.page.Numbers;

/**
 * A long text on a page: its strongest sentences and words first, then the whole text.
 *
 * @param page what is written to
 * @param explanation of the text
 * @param segment the text
 * @param steps depths of colors
 */
record LongTextHtml(Markup page, Explanation explanation, Segment segment, WordSteps steps) {

    private static final int WORDS = 10;

    void write() {
        page.raw("<div class=\"two-columns\">");
        sentences();
        page.raw("\n<section><h2>Strongest words</h2>\n");
        for (int method = 0; method < segment.attributions().size(); method++) {
            open(method);
            words(segment.attributions().get(method));
            page.raw("</div>\n");
        }
        page.raw("</section></div>\n<details open><summary>The whole text</summary>\n<div class=\"full-text reading"
                + (segment.attributions().size() == 1 ? " by-0" : "") + "\" lang=\"\" dir=\"auto\">");
        new CardWords(page, segment, steps).plain(segment.tokens().size());
        page.raw("</div></details>\n");
    }

    /** The strongest sentences alone, where the whole text stands above. */
    void sentences() {
        page.raw("<section><h2>Strongest sentences</h2>\n");
        for (int method = 0; method < segment.attributions().size(); method++) {
            open(method);
            sentences(segment.attributions().get(method));
            page.raw("</div>\n");
        }
        page.raw("</section>");
    }

    private void open(int method) {
        page.raw(segment.attributions().size() == 1 ? "<div>" : "<div class=\"by-method m" + method + "\">");
        Attributions values = segment.attributions().get(method);
        WordValue.noWordMatters(values)
                .ifPresent(
                        note -> page.raw("<p class=\"small soft\">").text(note).raw("</p>"));
    }

    private void sentences(Attributions values) {
        page.raw("<ol class=\"strong-sentences\">");
        StrongSentence.of(segment, values).forEach(sentence -> sentence(values, sentence));
        page.raw("</ol>");
    }

    private void sentence(Attributions values, StrongSentence sentence) {
        page.raw(
                        sentence.value() < 0
                                ? "<li class=\"against\"><span class=\"small soft\">against <b>"
                                : "<li><span class=\"small soft\">for <b>")
                .isolated(MethodName.target(explanation, values))
                .raw("</b>, sum of its words <span class=\"number\">" + Numbers.signed(sentence.value())
                        + "</span></span> ");
        page.isolated(sentence.text()).raw("</li>");
    }

    private void words(Attributions values) {
        List<Integer> strongest = IntStream.range(0, values.size())
                .boxed()
                .sorted(Comparator.comparingDouble(position -> -Math.abs(values.value(position))))
                .limit(WORDS)
                .toList();
        double full = Math.max(values.peak(), steps.scales().of(values).limit());
        page.raw("<dl class=\"word-bars\">");
        for (int position : strongest) {
            double value = values.value(position);
            page.wordBar(segment.tokens().get(position).word(), value, full, Numbers.signed(value));
        }
        page.raw("</dl>");
    }
}
