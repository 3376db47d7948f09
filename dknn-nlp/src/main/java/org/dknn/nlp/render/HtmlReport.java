package org.dknn.nlp.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.page.Markup;

/**
 * Explanations of texts and of pairs as one HTML page that needs nothing else: no script, no font, no picture, no Internet access.
 *
 * <p>Each method has a scale of colors of its own, which all texts of the page share; the legend tells its limits. The page
 * follows the reader's choice of light or dark, prints with its colors, and says nothing by color alone. Immutable, safe for
 * use by many threads.
 *
 * <pre>{@code
 * List<Explanation> explanations = explainer.explainAll(texts.stream()).toList();
 * Files.writeString(file, HtmlReport.of("Reviews").render(explanations));
 * }</pre>
 *
 * @since 0.1
 */
public final class HtmlReport {

    private final HtmlFrame frame;

    /** An explanation of the page, with what stands behind it where that was gathered. */
    private record Entry(Explanation explanation, Optional<EvidenceReport> evidence) {

        static Entry of(Explanation explanation) {
            return new Entry(explanation, Optional.empty());
        }

        static Entry of(EvidenceReport evidence) {
            return new Entry(evidence.explanation(), Optional.of(evidence));
        }
    }

    private HtmlReport(HtmlFrame frame) {
        this.frame = frame;
    }

    /** A report with a title, in red and blue. */
    public static HtmlReport of(String title) {
        return new HtmlReport(new HtmlFrame(Objects.requireNonNull(title, "title"), "", Palette.RED_BLUE));
    }

    /** A report with a note under its title, such as the model and its accuracy; line breaks are kept. */
    public HtmlReport withNote(String note) {
        return new HtmlReport(new HtmlFrame(frame.title(), Objects.requireNonNull(note, "note"), frame.palette()));
    }

    /** A report in other colors. */
    public HtmlReport withPalette(Palette palette) {
        return new HtmlReport(new HtmlFrame(frame.title(), frame.note(), Objects.requireNonNull(palette, "palette")));
    }

    /**
     * Makes the page; writes nothing.
     *
     * @param explanations of texts or of pairs, any number, in the order of the page
     * @return a complete page, to be saved as UTF-8
     */
    public String render(List<Explanation> explanations) {
        return page(explanations.stream().map(Entry::of).toList());
    }

    /** As {@link #render(List)}, with the evidence behind each explanation. */
    public String renderWithEvidence(List<EvidenceReport> evidence) {
        return page(evidence.stream().map(Entry::of).toList());
    }

    private String page(List<Entry> entries) {
        ColorScales scales = ColorScales.over(entries.stream().map(Entry::explanation));
        HtmlContents contents = new HtmlContents();
        entries.forEach(entry -> contents.add(entry.explanation()));
        Markup html = new Markup();
        frame.open(html);
        if (contents.size() > 1) {
            contents.write(html);
        }
        if (contents.size() > 0) {
            frame.legend(html, scales);
        }
        HtmlArticle article = new HtmlArticle(new HtmlWords(scales));
        for (int i = 0; i < entries.size(); i++) {
            article.write(html, entries.get(i).explanation(), entries.get(i).evidence(), i + 1);
        }
        HtmlFrame.close(html);
        return html.toString();
    }

    /**
     * Writes the page of a stream as it comes, so that its memory does not grow with the texts, except for one short line each; the
     * contents stand at the end. Closes neither.
     *
     * @param target where the page goes, as UTF-8
     * @param explanations of texts or of pairs, any number, in the order of the page; read to its end
     * @param scales of all methods, which must be known before the first text is written
     * @throws IllegalArgumentException if an explanation has a method without a scale
     * @throws IOException if the page cannot be written, or the stream cannot be read
     */
    public void write(Appendable target, Stream<Explanation> explanations, ColorScales scales) throws IOException {
        writeEntries(target, explanations.map(Entry::of), scales);
    }

    /** As {@link #write}, with the evidence behind each explanation. */
    public void writeWithEvidence(Appendable target, Stream<EvidenceReport> evidence, ColorScales scales)
            throws IOException {
        writeEntries(target, evidence.map(Entry::of), scales);
    }

    private void writeEntries(Appendable target, Stream<Entry> entries, ColorScales scales) throws IOException {
        try {
            stream(new Markup(target), entries, scales);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void stream(Markup html, Stream<Entry> entries, ColorScales scales) {
        HtmlContents contents = new HtmlContents();
        HtmlArticle article = new HtmlArticle(new HtmlWords(scales));
        frame.open(html);
        html.raw("<p class=\"jump\"><a href=\"#contents\">All texts of this page</a></p>\n");
        frame.legend(html, scales);
        entries.forEachOrdered(entry -> {
            contents.add(entry.explanation());
            article.write(html, entry.explanation(), entry.evidence(), contents.size());
        });
        contents.write(html);
        HtmlFrame.close(html);
    }
}
