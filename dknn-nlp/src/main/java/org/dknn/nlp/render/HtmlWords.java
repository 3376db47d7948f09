package org.dknn.nlp.render;

import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.render.page.Markup;
import org.dknn.nlp.render.page.PageStyle;
import org.dknn.nlp.text.Token;

/**
 * The words of a segment on a page: the text once per method, with colors behind its words, lines under them and numbers to
 * point at.
 *
 * @param scales of the page
 */
record HtmlWords(ColorScales scales) {

    /** Adds the cell of a table with the text, in the colors of a method. */
    void writeCell(Markup page, Segment segment, Attributions values) {
        page.raw("<td dir=\"auto\" lang=\"\">");
        if (segment.text().isBlank() && segment.tokens().isEmpty()) {
            page.raw("<em lang=\"en\">no words</em>");
        }
        Scale scale = scales.of(values);
        for (TextPiece piece : TextPiece.of(segment)) {
            if (piece.word().isEmpty()) {
                page.lines(piece.text());
            } else {
                int position = piece.word().getAsInt();
                Shade shade = new Shade(new WordValue(values, position), scale);
                word(page, piece.text(), segment.tokens().get(position), shade);
            }
        }
        page.raw("</td>");
    }

    private record Shade(WordValue value, Scale scale) {

        String styleClass() {
            return value.isUnclear() ? " u" : HtmlStyle.stepClass(scale.rootStep(value.drawn()));
        }

        String title() {
            return value.text() + (value.isUnclear() ? ", may be 0" : "");
        }
    }

    private static void word(Markup page, String written, Token token, Shade shade) {
        page.raw("<span class=\"w" + shade.styleClass() + "\"");
        page.attribute("title", shade.title() + readAs(written, token));
        page.raw(">").lines(written.isEmpty() ? token.word() : written).raw("</span>");
    }

    /** What the network reads where that is not what the user wrote, except for case. */
    private static String readAs(String written, Token token) {
        return token.word().equalsIgnoreCase(written) ? "" : ", read as " + token.word();
    }

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
