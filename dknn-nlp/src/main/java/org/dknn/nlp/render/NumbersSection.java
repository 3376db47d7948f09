package org.dknn.nlp.render;

import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explained;

/** Folded: the values of every word, for those who cannot point at one. */
record NumbersSection() implements HtmlSection {

    @Override
    public void write(Markup page, Explained explained) {
        if (explained.tokens().isEmpty()) {
            return;
        }
        page.raw("<details class=\"numbers\"><summary>Numbers of all words</summary>\n<table>\n<thead><tr>"
                + "<th scope=\"col\">Word</th>");
        explained.saliencies().forEach(saliency -> page.raw("<th scope=\"col\" class=\"n\">")
                .isolated(MethodName.of(explained, saliency))
                .raw("</th>"));
        page.raw("</tr></thead>\n<tbody>\n");
        for (int position = 0; position < explained.tokens().size(); position++) {
            page.raw("<tr><th scope=\"row\">")
                    .isolated(explained.tokens().get(position).word())
                    .raw("</th>");
            for (Attributions saliency : explained.saliencies()) {
                number(page, new WordValue(saliency, position));
            }
            page.raw("</tr>\n");
        }
        page.raw("</tbody>\n</table>\n</details>\n");
    }

    private static void number(Markup page, WordValue value) {
        page.raw("<td class=\"n" + (value.isUnclear() ? " u" : "") + "\">" + value.number());
        page.raw(value.range().isEmpty() ? "</td>" : "<small>" + value.range() + "</small></td>");
    }
}
