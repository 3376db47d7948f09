package org.dknn.nlp.render;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dknn.nlp.explain.Explanation;

/**
 * Explanations as one HTML page that needs nothing else: no script, no font, no picture, no network.
 *
 * <p>Each method has a scale of colours of its own, which all texts of the page share; the legend tells its limits.
 * Immutable, safe for use by many threads.
 */
public final class HtmlReport {

    private static final int SHOWN_IN_CONTENTS = 90;

    private final String title;
    private final String note;

    private HtmlReport(String title, String note) {
        this.title = Objects.requireNonNull(title, "title");
        this.note = Objects.requireNonNull(note, "note");
    }

    /** A report with a title. */
    public static HtmlReport of(String title) {
        return new HtmlReport(title, "");
    }

    /** A report with a note under its title, such as the model and its accuracy; line breaks are kept. */
    public HtmlReport withNote(String note) {
        return new HtmlReport(title, note);
    }

    /**
     * Makes the page; writes nothing.
     *
     * @param explanations any number, in the order of the page
     * @return a complete page, to be saved as UTF-8
     */
    public String render(List<Explanation> explanations) {
        Map<String, Scale> scales = Scale.byMethod(explanations);
        Markup page = new Markup();
        head(page);
        if (explanations.size() > 1) {
            contents(page, explanations);
        }
        if (!explanations.isEmpty()) {
            HtmlLegend.write(page, scales);
        }
        for (int i = 0; i < explanations.size(); i++) {
            new HtmlArticle(page, explanations.get(i), scales).write(i + 1);
        }
        return page.raw("</main>\n</body>\n</html>\n").toString();
    }

    private void head(Markup page) {
        page.raw("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>""");
        page.text(title).raw("</title>\n<style>\n").raw(HtmlStyle.css()).raw("</style>\n</head>\n<body>\n<main>\n");
        page.raw("<header>\n<h1>").isolated(title).raw("</h1>\n");
        if (!note.isEmpty()) {
            page.raw("<p class=\"note\">").lines(note).raw("</p>\n");
        }
        page.raw("</header>\n");
    }

    private static void contents(Markup page, List<Explanation> explanations) {
        page.raw("""
                <nav aria-label="Texts">
                <table>
                <thead><tr>
                <th scope="col">Text</th><th scope="col">Label</th>
                <th scope="col" class="n">Credibility</th><th scope="col" class="n">Conformity</th>
                </tr></thead>
                <tbody>
                """);
        for (int i = 0; i < explanations.size(); i++) {
            Explanation explanation = explanations.get(i);
            page.raw("<tr><td><a href=\"#text-" + (i + 1) + "\">")
                    .isolated(shortened(explanation.text()))
                    .raw("</a></td><td class=\"label\">")
                    .isolated(explanation.labelName())
                    .raw("</td><td class=\"n\">"
                            + Numbers.share(explanation.prediction().credibility()) + "</td><td class=\"n\">"
                            + Numbers.share(explanation.prediction().conformity(explanation.label())) + "</td></tr>\n");
        }
        page.raw("</tbody>\n</table>\n</nav>\n");
    }

    private static String shortened(String text) {
        String line = Columns.shorten(VisibleText.line(text).strip(), SHOWN_IN_CONTENTS);
        return line.isEmpty() ? "(no words)" : line;
    }
}
