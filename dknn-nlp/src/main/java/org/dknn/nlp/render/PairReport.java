package org.dknn.nlp.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.PairExplanation;

/**
 * Explanations of pairs as one HTML page that needs nothing else: no script, no font, no picture, no network. Both sides of
 * all pairs share the scale of a method. Immutable, safe for use by many threads.
 */
public final class PairReport {

    private static final String SHEET = """
            .cross { overflow-x: auto; } .cross table { width: auto; font-size: .9rem; margin: .3rem 0 .6rem; }
            .cross td { text-align: end; padding: .2rem .6rem; font-variant-numeric: tabular-nums; border-radius: .25rem; }
            .cross thead th { color: var(--ink); text-align: end; padding: .2rem .6rem; }
            .cross tbody th { font-weight: 500; }
            """;

    private final String title;

    private PairReport(String title) {
        this.title = Objects.requireNonNull(title, "title");
    }

    /** A report with a title. */
    public static PairReport of(String title) {
        return new PairReport(title);
    }

    /**
     * Makes the page; writes nothing.
     *
     * @param pairs any number, in the order of the page
     * @return a complete page, to be saved as UTF-8
     */
    public String render(List<PairExplanation> pairs) {
        List<Explanation> sides = new ArrayList<>();
        for (PairExplanation pair : pairs) {
            sides.add(pair.premise());
            sides.add(pair.hypothesis());
        }
        Map<String, Scale> scales = Scale.byMethod(sides);
        Markup page = new Markup();
        head(page);
        if (!pairs.isEmpty()) {
            HtmlLegend.write(page, scales);
        }
        for (int i = 0; i < pairs.size(); i++) {
            new PairArticle(page, pairs.get(i), scales).write(i + 1);
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
        page.text(title).raw("</title>\n<style>\n").raw(HtmlStyle.css()).raw(SHEET);
        page.raw("</style>\n</head>\n<body>\n<main>\n<header>\n<h1>")
                .isolated(title)
                .raw("</h1>\n</header>\n");
    }
}
