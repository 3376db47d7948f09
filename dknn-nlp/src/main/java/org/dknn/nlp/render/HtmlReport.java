package org.dknn.nlp.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.page.HtmlPage;
import org.dknn.nlp.render.page.Markup;

/**
 * Explanations of texts and of pairs as HTML that needs nothing else: no script, no font, no picture, no Internet access. A few hundred
 * fit on one page; any number is {@linkplain #writeFiles written} into files of bounded size.
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

    /** Bytes from which on the next text begins another file. */
    private static final int FILE = 500_000;

    private final String title;
    private final String note;
    private final Palette palette;
    private final List<Integer> gold;

    /** An explanation of the page, with what stands behind it where that was gathered. */
    private record Entry(Explanation explanation, Optional<EvidenceReport> evidence) {

        static Entry of(Explanation explanation) {
            return new Entry(explanation, Optional.empty());
        }

        static Entry of(EvidenceReport evidence) {
            return new Entry(evidence.explanation(), Optional.of(evidence));
        }
    }

    private HtmlReport(String title, String note, Palette palette, List<Integer> gold) {
        this.title = Objects.requireNonNull(title, "title");
        this.note = Objects.requireNonNull(note, "note");
        this.palette = Objects.requireNonNull(palette, "palette");
        this.gold = List.copyOf(gold);
    }

    /** A report with a title, in red and blue. */
    public static HtmlReport of(String title) {
        return new HtmlReport(title, "", Palette.RED_BLUE, List.of());
    }

    /** A report with a note under its title, such as the model and its accuracy; line breaks are kept. */
    public HtmlReport withNote(String note) {
        return new HtmlReport(title, note, palette, gold);
    }

    /** A report in other colors. */
    public HtmlReport withPalette(Palette palette) {
        return new HtmlReport(title, note, palette, gold);
    }

    /**
     * A report that shows which answers are wrong, and counts how often verdicts are right.
     *
     * @param labels true labels of the first explanations, in their order; texts without one are not judged
     */
    public HtmlReport withGold(List<Integer> labels) {
        return new HtmlReport(title, note, palette, labels);
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
        Markup html = new Markup();
        if (entries.size() != 1) {
            stream(html, entries.stream(), scales);
            return html.toString();
        }
        Entry entry = entries.get(0);
        ExplanationCard card = open(html, scales);
        if (entry.explanation().isPair()) {
            html.raw("<h1 class=\"visually-hidden\">Two texts</h1>\n");
        }
        card.write(html, entry.explanation(), entry.evidence(), "text-1");
        HtmlPage.close(html);
        return html.toString();
    }

    private ExplanationCard open(Markup html, ColorScales scales) {
        ExplanationCard card = new ExplanationCard(scales, palette);
        new ReportHead(title, note).open(html, card, "");
        return card;
    }

    /**
     * Writes the page of a stream as it comes, so that its memory does not grow with the texts. Closes neither.
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

    /**
     * Writes a report of any number of texts into a directory, as they come: {@code index.html}, a summary that leads to lists of all
     * texts, by verdict and of wrong answers, and these to the explanations. Lists and explanations are split into files of half a
     * million bytes, so that each opens at once; the page of one very long text may be larger. {@code index.html} is written last, so
     * without it the report is not whole. Memory does not grow with the texts.
     *
     * @param directory made if it is not there; an earlier report in it is replaced
     * @param explanations of texts or of pairs, any number; read to its end
     * @param scales of all methods
     * @throws IllegalArgumentException if an explanation has a method without a scale
     * @throws IOException if the directory holds anything else, or cannot be written, or the stream cannot be read
     */
    public void writeFiles(Path directory, Stream<Explanation> explanations, ColorScales scales) throws IOException {
        writeDirectory(directory, explanations.map(Entry::of), scales);
    }

    /** As {@link #writeFiles}, with the evidence behind each explanation. */
    public void writeFilesWithEvidence(Path directory, Stream<EvidenceReport> evidence, ColorScales scales)
            throws IOException {
        writeDirectory(directory, evidence.map(Entry::of), scales);
    }

    private void writeDirectory(Path directory, Stream<Entry> entries, ColorScales scales) throws IOException {
        ExplanationCard card = new ExplanationCard(scales, palette);
        try (ReportFiles files = new ReportFiles(directory, new ReportHead(title, note), card, !gold.isEmpty(), FILE)) {
            int number = 0;
            for (Entry entry : (Iterable<Entry>) entries::iterator) {
                files.add(entry.explanation(), entry.evidence(), gold(number++));
            }
            files.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void writeEntries(Appendable target, Stream<Entry> entries, ColorScales scales) throws IOException {
        try {
            stream(new Markup(target), entries, scales);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void stream(Markup html, Stream<Entry> entries, ColorScales scales) {
        TextList list = new TextList(html, open(html, scales));
        list.open();
        AtomicInteger number = new AtomicInteger();
        entries.forEachOrdered(
                entry -> list.add(entry.explanation(), entry.evidence(), gold(number.getAndIncrement())));
        list.close();
        HtmlPage.close(html);
    }

    private OptionalInt gold(int number) {
        return number < gold.size() ? OptionalInt.of(gold.get(number)) : OptionalInt.empty();
    }
}
