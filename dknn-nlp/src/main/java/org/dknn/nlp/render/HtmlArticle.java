package org.dknn.nlp.render;

import java.util.Optional;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.render.page.Markup;
import org.dknn.nlp.render.page.Numbers;

/**
 * One explanation on an HTML page.
 *
 * @param words how the words of each segment are shown
 */
record HtmlArticle(HtmlWords words) {

    /**
     * Adds the article, from the prediction to the numbers.
     *
     * @param evidence shown where it was gathered
     * @param number of the explanation on its page, from 1
     */
    void write(Markup page, Explanation explanation, Optional<EvidenceReport> evidence, int number) {
        page.raw("<article id=\"text-" + number + "\">\n");
        HtmlPrediction.write(page, explanation);
        for (Segment segment : explanation.segments()) {
            words.write(page, explanation, segment);
        }
        InteractionTable.of(explanation).ifPresent(table -> interactions(page, table));
        HtmlNeighbors.write(page, explanation);
        evidence.ifPresent(found -> new EvidenceHtml(page, found).write());
        HtmlPrediction.writeClasses(page, explanation);
        for (Segment segment : explanation.segments()) {
            HtmlWords.writeNumbers(page, explanation, segment);
        }
        page.raw("</article>\n");
    }

    /** Folded: what words of both segments of a pair do together. */
    private static void interactions(Markup page, InteractionTable table) {
        Scale scale = table.scale();
        page.raw("<details class=\"cross\"><summary>What words of both sides do together, by ")
                .isolated(table.method())
                .raw(", up to " + scale.text() + "</summary>\n<table>\n<caption>Drop when both words go, less"
                        + " the drops when either goes; rows are words of the premise</caption>\n<thead><tr><td></td>");
        for (String word : table.columns()) {
            page.raw("<th scope=\"col\">").isolated(word).raw("</th>");
        }
        page.raw("</tr></thead>\n<tbody>\n");
        for (int row = 0; row < table.rows().size(); row++) {
            page.raw("<tr><th scope=\"row\">").isolated(table.rows().get(row)).raw("</th>");
            for (int column = 0; column < table.columns().size(); column++) {
                double value = table.value(row, column);
                page.raw("<td class=\"w" + HtmlStyle.stepClass(scale.step(value)) + "\">" + Numbers.signed(value)
                        + "</td>");
            }
            page.raw("</tr>\n");
        }
        page.raw("</tbody>\n</table>\n</details>\n");
    }
}
