package org.dknn.nlp.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dknn.nlp.explain.Explained;
import org.dknn.nlp.explain.ExplainedPair;

/**
 * Explanations of pairs as one HTML page that needs nothing else: no script, no font, no picture, no network. Both sides of
 * all pairs share the scale of a method. Immutable, safe for use by many threads.
 */
public final class PairReport {

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
    public String render(List<? extends ExplainedPair> pairs) {
        List<Explained> sides = new ArrayList<>();
        for (ExplainedPair pair : pairs) {
            sides.add(pair.premise());
            sides.add(pair.hypothesis());
        }
        ColorScales scales = ColorScales.over(sides.stream());
        Markup page = new Markup();
        new HtmlPage(title, "", Palette.RED_BLUE).open(page);
        if (!pairs.isEmpty()) {
            new HtmlLegend(Palette.RED_BLUE, scales).write(page);
        }
        for (int i = 0; i < pairs.size(); i++) {
            new PairArticle(page, pairs.get(i), new WordsSection(scales)).write(i + 1);
        }
        HtmlPage.close(page);
        return page.toString();
    }
}
