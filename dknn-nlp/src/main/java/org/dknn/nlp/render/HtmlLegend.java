package org.dknn.nlp.render;

import java.util.Map;

/** What the colours and numbers of a page mean. */
final class HtmlLegend {

    private HtmlLegend() {}

    static void write(Markup page, Map<String, Scale> scales) {
        page.raw("<section class=\"legend\" aria-label=\"Legend\">\n<div class=\"ramp\" aria-hidden=\"true\">");
        for (int step = -Scale.STEPS; step <= Scale.STEPS; step++) {
            page.raw("<i class=\"w" + HtmlStyle.stepClass(step) + "\"></i>");
        }
        page.raw("""
                </div>
                <p class="ends"><span>against the label</span><span>0</span><span>for the label</span></p>
                <p>Blue words speak for the predicted label, red words against it. Each method has its own scale, the
                same for all texts of this page and for both colours. The deepest colour stands for
                """);
        scales(page, scales);
        page.raw("; half as deep a colour stands for a quarter of that. Point at a word for its number.</p>\n");
        page.raw("""
                <details><summary>What the numbers mean</summary>
                <dl>
                <dt>credibility</dt><dd>the largest p-value: how well the training data support the label</dd>
                <dt>confidence</dt><dd>1 less the second largest p-value: how surely the other labels are out</dd>
                <dt>conformity</dt><dd>share of the nearest training texts, over all layers, that carry the label</dd>
                <dt>network</dt><dd>the network's own label, and its probability</dd>
                </dl>
                </details>
                </section>
                """);
    }

    private static void scales(Markup page, Map<String, Scale> scales) {
        String separator = "";
        for (Map.Entry<String, Scale> entry : scales.entrySet()) {
            page.raw(separator + "<b>").isolated(entry.getKey());
            page.raw("&nbsp;±" + Numbers.limit(entry.getValue()) + "</b>");
            separator = ", ";
        }
    }
}
