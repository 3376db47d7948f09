package org.dknn.nlp.render;

import java.util.Locale;
import org.dknn.nlp.render.page.HtmlPage;
import org.dknn.nlp.render.page.Markup;

/**
 * What stands around the articles of a page: its title, and what its colors and numbers mean.
 *
 * @param title in one line
 * @param palette of the words
 */
record HtmlFrame(String title, Palette palette) {

    /** Adds all that comes before the articles, except for the legend. */
    void open(Markup page) {
        new HtmlPage(title, HtmlStyle.css(palette)).open(page);
        page.raw("<header>\n<h1>").isolated(title).raw("</h1>\n</header>\n");
    }

    /** Adds all that comes after the articles. */
    static void close(Markup page) {
        HtmlPage.close(page);
    }

    /** Adds what the colors and numbers of the page mean. */
    void legend(Markup page, ColorScales scales) {
        page.raw("<section class=\"legend\" aria-label=\"Legend\">\n<div class=\"ramp\" aria-hidden=\"true\">");
        for (int step = -Scale.STEPS; step <= Scale.STEPS; step++) {
            page.raw("<i class=\"w" + HtmlStyle.stepClass(step) + "\"></i>");
        }
        page.raw("""
                </div>
                <p class="ends"><span>against the label</span><span>0</span><span>for the label</span></p>
                """);
        page.raw("<p>" + capital(palette.support()) + " words over a solid line speak for the label, "
                + palette.against()
                + " words over a dotted line against it.");
        limits(page, scales);
        page.raw("</p>\n");
        page.raw("""
                <details><summary>What the numbers mean</summary>
                <dl>
                <dt>credibility</dt><dd>the p-value of the label: how well the training data support it</dd>
                <dt>confidence</dt><dd>1 minus the largest p-value of the other labels: how clearly they are ruled out</dd>
                <dt>conformity</dt><dd>share of the nearest training texts, over all layers, that carry the label</dd>
                <dt>support</dt><dd>how far the farthest of a layer's neighbors is beside those of held-out texts, whatever the
                label; by step, how far each word's nearest is, on average; a text that is farther than nearly all of them is unlike the training texts</dd>
                <dt>network</dt><dd>the network's own label, and its probability</dd>
                <dt>for a class</dt><dd>a row with the name of a class tells what speaks for that one, whatever the label</dd>
                <dt>may be 0</dt><dd>the interval of the word's value holds 0: the data leave open whether it speaks for or
                against; no colour, over a dashed line</dd>
                </dl>
                </details>
                </section>
                """);
    }

    private static void limits(Markup page, ColorScales scales) {
        if (scales.methods().isEmpty()) {
            return;
        }
        page.raw("""
                 Each method has its own scale, the same for all texts of this page and for both colours. The deepest
                colour stands for
                """);
        String separator = "";
        for (String method : scales.methods()) {
            page.raw(separator + "<b>").isolated(method);
            page.raw("&nbsp;±" + scales.of(method).text() + "</b>");
            separator = ", ";
        }
        page.raw(" and beyond; half as deep a colour stands for a quarter of that. Point at a word for its number.");
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
