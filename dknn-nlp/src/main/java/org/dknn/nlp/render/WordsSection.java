package org.dknn.nlp.render;

import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explained;
import org.dknn.nlp.text.Token;

/** The text once a method, with colours behind its words, lines under them and numbers to point at. */
record WordsSection(ColorScales scales) implements HtmlSection {

    @Override
    public void write(Markup page, Explained explained) {
        page.raw("<table class=\"words\">\n");
        for (Attributions saliency : explained.saliencies()) {
            page.raw("<tr><th scope=\"row\">").isolated(MethodName.of(explained, saliency));
            if (saliency.size() > 0) {
                page.raw("<small>up to " + Numbers.limit(new Scale(saliency.peak())) + "</small>");
            }
            if (WordValue.isUnclearSomewhere(saliency)) {
                page.raw("<small class=\"u\">may be 0</small>");
            }
            page.raw("</th>");
            cell(page, explained, saliency);
            page.raw("</tr>\n");
        }
        page.raw("</table>\n");
    }

    /** The cell of a table with the text, in the colours of a method. */
    void cell(Markup page, Explained explained, Attributions saliency) {
        page.raw("<td dir=\"auto\" lang=\"\">");
        if (explained.text().isBlank() && explained.tokens().isEmpty()) {
            page.raw("<em lang=\"en\">no words</em>");
        }
        Scale scale = scales.of(saliency);
        for (TextPiece piece : TextPiece.of(explained)) {
            if (piece.word().isEmpty()) {
                page.lines(piece.text());
            } else {
                int position = piece.word().getAsInt();
                Shade shade = new Shade(new WordValue(saliency, position), scale);
                word(page, piece.text(), explained.tokens().get(position), shade);
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

    /** Tells what the network reads where that is not what the user wrote, but for case. */
    private static String readAs(String written, Token token) {
        return token.word().equalsIgnoreCase(written) ? "" : ", read as " + token.word();
    }
}
