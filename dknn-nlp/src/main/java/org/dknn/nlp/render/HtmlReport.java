package org.dknn.nlp.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dknn.nlp.explain.Explained;

/**
 * Explanations as one HTML page that needs nothing else: no script, no font, no picture, no network.
 *
 * <p>Each method has a scale of colours of its own, which all texts of the page share; the legend tells its limits. The page
 * follows the reader's choice of light or dark, prints with its colours, and says nothing by colour alone. Immutable, safe for
 * use by many threads.
 */
public final class HtmlReport {

    private final HtmlPage page;

    private HtmlReport(HtmlPage page) {
        this.page = page;
    }

    /** A report with a title, in red and blue. */
    public static HtmlReport of(String title) {
        return new HtmlReport(new HtmlPage(Objects.requireNonNull(title, "title"), "", Palette.RED_BLUE));
    }

    /** A report with a note under its title, such as the model and its accuracy; line breaks are kept. */
    public HtmlReport withNote(String note) {
        return new HtmlReport(new HtmlPage(page.title(), Objects.requireNonNull(note, "note"), page.palette()));
    }

    /** A report in other colours. */
    public HtmlReport withPalette(Palette palette) {
        return new HtmlReport(new HtmlPage(page.title(), page.note(), Objects.requireNonNull(palette, "palette")));
    }

    /**
     * Makes the page; writes nothing.
     *
     * @param explanations any number, in the order of the page
     * @return a complete page, to be saved as UTF-8
     */
    public String render(List<? extends Explained> explanations) {
        ColorScales scales = ColorScales.over(explanations.stream());
        HtmlContents contents = new HtmlContents();
        explanations.forEach(contents::add);
        Markup html = new Markup();
        page.open(html);
        if (contents.size() > 1) {
            contents.write(html);
        }
        if (contents.size() > 0) {
            new HtmlLegend(page.palette(), scales).write(html);
        }
        HtmlArticle article = HtmlArticle.of(scales);
        for (int i = 0; i < explanations.size(); i++) {
            article.write(html, explanations.get(i), i + 1);
        }
        HtmlPage.close(html);
        return html.toString();
    }

    /**
     * Writes the page of a stream as it comes, so that the memory it takes does not grow with the texts, but for one short line
     * each; the contents stand at the end. Closes neither.
     *
     * @param target where the page goes, as UTF-8
     * @param explanations any number, in the order of the page; read to its end
     * @param scales of all methods, which must be known before the first text is written
     * @throws IllegalArgumentException if an explanation has a method without a scale
     * @throws IOException if the page cannot be written, or the stream cannot be read
     */
    public void write(Appendable target, Stream<? extends Explained> explanations, ColorScales scales)
            throws IOException {
        try {
            stream(new Markup(target), explanations, scales);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void stream(Markup html, Stream<? extends Explained> explanations, ColorScales scales) {
        HtmlContents contents = new HtmlContents();
        HtmlArticle article = HtmlArticle.of(scales);
        page.open(html);
        html.raw("<p class=\"jump\"><a href=\"#contents\">All texts of this page</a></p>\n");
        new HtmlLegend(page.palette(), scales).write(html);
        explanations.forEachOrdered(explained -> {
            contents.add(explained);
            article.write(html, explained, contents.size());
        });
        contents.write(html);
        HtmlPage.close(html);
    }
}
