package org.dknn.nlp.render;

import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.render.page.Markup;
import org.dknn.nlp.render.page.PageStyle;

/** On a page: the numbers of the words of a segment. */
final class HtmlWords {

    private HtmlWords() {}

    /** Adds, folded, the values of every word as a table, for readers who cannot point at one; nothing without words. */
    static void writeNumbers(Markup page, Explanation explanation, Segment segment) {
        if (segment.tokens().isEmpty()) {
            return;
        }
        page.raw("<details class=\"numbers\"><summary>Numbers of all words");
        if (explanation.isPair()) {
            page.raw(" of the ").isolated(segment.name());
        }
        page.raw("</summary>\n" + PageStyle.frame() + "<table>\n<thead><tr><th scope=\"col\">Word</th>");
        for (Attributions values : segment.attributions()) {
            page.raw("<th scope=\"col\" class=\"n\">")
                    .isolated(MethodName.of(explanation, values))
                    .raw("</th>");
        }
        page.raw("</tr></thead>\n<tbody>\n");
        for (int position = 0; position < segment.tokens().size(); position++) {
            page.raw("<tr><th scope=\"row\">")
                    .isolated(segment.tokens().get(position).word())
                    .raw("</th>");
            for (Attributions values : segment.attributions()) {
                number(page, new WordValue(values, position));
            }
            page.raw("</tr>\n");
        }
        page.raw("</tbody>\n</table>\n</div>\n</details>\n");
    }

    private static void number(Markup page, WordValue value) {
        page.raw("<td class=\"n" + (value.isUnclear() ? " u" : "") + "\">" + value.number());
        page.raw(value.range().isEmpty() ? "</td>" : "<small>" + value.range() + "</small></td>");
    }
}
