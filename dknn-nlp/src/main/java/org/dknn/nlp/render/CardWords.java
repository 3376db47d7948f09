package org.dknn.nlp.render;

import java.util.List;
import java.util.function.IntFunction;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.render.page.Markup;

/**
 * The words of a segment in their colors, set once whatever the number of methods.
 *
 * @param page what is written to
 * @param segment whose words they are
 * @param steps depths of their colors
 */
record CardWords(Markup page, Segment segment, WordSteps steps) {

    /**
     * Adds the text, each word as a link.
     *
     * @param link of the word at a position, from 0
     */
    void linked(IntFunction<String> link) {
        pieces(segment.tokens().size(), (position, written) -> {
            page.raw("<a").attribute("href", "#" + link.apply(position));
            attributes(position);
            page.raw(">");
            page.lines(written);
            for (int method = 0; method < segment.attributions().size(); method++) {
                Attributions values = segment.attributions().get(method);
                if (steps.step(values, position) != 0) {
                    page.raw("<span class=\"word-value v" + method + "\">" + new WordValue(values, position).number()
                            + "</span>");
                }
            }
            page.raw("</a>");
        });
    }

    /** Adds the beginning of the text, so many words of it at most. */
    void plain(int most) {
        pieces(most, (position, written) -> {
            page.raw("<span");
            attributes(position);
            page.raw(">");
            page.lines(written);
            page.raw("</span>");
        });
    }

    @FunctionalInterface
    private interface Word {
        void write(int position, String written);
    }

    private void pieces(int most, Word word) {
        if (segment.tokens().isEmpty() && segment.text().isBlank()) {
            page.raw("<em lang=\"en\" class=\"soft\">no words</em>");
        }
        for (TextPiece piece : TextPiece.of(segment)) {
            if (piece.word().isEmpty()) {
                page.lines(piece.text());
            } else if (piece.word().getAsInt() >= most) {
                page.raw("\u2026");
                return;
            } else {
                int position = piece.word().getAsInt();
                word.write(
                        position,
                        piece.text().isEmpty() ? segment.tokens().get(position).word() : piece.text());
            }
        }
    }

    private void attributes(int position) {
        List<Attributions> methods = segment.attributions();
        boolean isUnclear = methods.stream().allMatch(values -> new WordValue(values, position).isUnclear());
        page.raw(" class=\"word" + (segment.unseen().contains(position) ? " unknown" : "")
                + (isUnclear ? " unclear" : "") + "\"");
        for (int method = 0; method < methods.size(); method++) {
            int step = steps.step(methods.get(method), position);
            if (step != 0) {
                page.raw(" data-" + method + "=\"" + step + "\"");
            }
        }
    }
}
