package org.dknn.nlp.render;

import org.dknn.nlp.explain.Comparison;

/** Makes the difference between two explanations of texts readable. Implementations are immutable and safe for use by many threads. */
@FunctionalInterface
public interface ComparisonRenderer {

    /** The comparison as text of the renderer's kind. */
    String render(Comparison comparison);

    /** Lines without color: both predictions, then one line per word with its values on either side and their difference. */
    static ComparisonRenderer plain() {
        return new PlainComparison();
    }

    /** A complete HTML page: both texts in the colors of one scale, then the words with their differences. */
    static ComparisonRenderer html() {
        return html(Palette.RED_BLUE);
    }

    /** As {@link #html()}, in a palette. */
    static ComparisonRenderer html(Palette palette) {
        return new HtmlComparison(palette);
    }
}
