package org.dknn.nlp.render;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dknn.nlp.explain.Comparison;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.page.Markup;
import org.dknn.nlp.render.page.PageStyle;

/**
 * Pieces of HTML for the pages of an application: the parts of {@link HtmlReport} without a page around them. No script; what users
 * wrote is escaped. They work under the Content-Security-Policy {@code default-src 'none'; style-src 'unsafe-inline'}.
 *
 * <pre>{@code
 * HtmlFragments fragments = HtmlFragments.of(Palette.RED_BLUE);
 * String head = "<style>" + fragments.style() + "</style>"; // once per page
 * String body = fragments.marks() + fragments.explanation(explanation, "answer-1"); // marks once, too
 * }</pre>
 *
 * <p>The sheet sets the look of whole pages, {@code body} and headings included; put fragments into a frame or shadow root where that is
 * not wanted. Immutable, safe for use by many threads.
 */
public final class HtmlFragments {

    /** Rules are there for so many methods. */
    private static final int METHODS = 8;

    private final Palette palette;

    private HtmlFragments(Palette palette) {
        this.palette = palette;
    }

    /** Fragments in the colors of a palette. */
    public static HtmlFragments of(Palette palette) {
        return new HtmlFragments(Objects.requireNonNull(palette, "palette"));
    }

    /** The style sheet, for a {@code <style>} in the head; the same for all fragments. */
    public String style() {
        return new StepStyle(palette, METHODS).css();
    }

    /** The drawn marks of verdicts, to stand once in the body before all fragments. */
    public String marks() {
        return PageStyle.marks();
    }

    /**
     * An article with the text in its words' colors, the verdict, the nearest training texts, and all numbers folded.
     *
     * @param explanation of a text or a pair, by at most 8 methods
     * @param id of the article; all ids in it begin so. Letters, digits and hyphens, another one for each fragment of a page
     */
    public String explanation(Explanation explanation, String id) {
        return article(explanation, Optional.empty(), id);
    }

    /** As {@link #explanation(Explanation, String)}, with the neighbors that leave and come with each word. */
    public String explanation(EvidenceReport evidence, String id) {
        return article(evidence.explanation(), Optional.of(evidence), id);
    }

    private String article(Explanation explanation, Optional<EvidenceReport> evidence, String id) {
        check(id, explanation.attributions().size());
        Markup html = new Markup();
        ColorScales scales = ColorScales.over(List.of(explanation).stream());
        new ExplanationCard(scales, palette).write(html, explanation, evidence, id);
        return html.toString();
    }

    private static void check(String id, int methods) {
        if (!id.matches("[A-Za-z][A-Za-z0-9-]*")) {
            throw new IllegalArgumentException("an id needs letters, digits and hyphens, a letter first, got " + id);
        }
        if (methods > METHODS) {
            throw new IllegalArgumentException("a fragment shows at most " + METHODS + " methods, got " + methods);
        }
    }

    /** The verdict alone: its mark, the answer, the reason, and the numbers behind it. */
    public String verdict(Explanation explanation) {
        Markup html = new Markup();
        VerdictHtml.write(html, explanation);
        return html.toString();
    }

    /**
     * Two texts side by side in one scale of colors, with their verdicts and the values of their words.
     *
     * @param comparison by at most 8 methods
     * @param id of the article; all ids in it begin so, as in {@link #explanation(Explanation, String)}
     */
    public String comparison(Comparison comparison, String id) {
        check(id, comparison.methods().size());
        return new HtmlComparison(palette).fragment(comparison, id);
    }

    /** The votes and the nearest training texts alone. */
    public String nearest(Explanation explanation) {
        Markup html = new Markup();
        NearestHtml.write(html, explanation);
        return html.toString();
    }
}
