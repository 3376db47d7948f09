package org.dknn.nlp.render;

import java.util.ArrayList;
import java.util.List;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.page.Markup;
import org.dknn.nlp.render.page.Numbers;
import org.dknn.nlp.render.page.VisibleText;

/** The table of the texts of a page, with links; grows as the page does. Holds one short line per text. */
final class HtmlContents {

    private static final int SHOWN_COLUMNS = 90;
    private static final String UNLIKE = " <span class=\"unlike\"><b>unlike the training texts</b></span>";

    private record Row(String text, String label, double credibility, double conformity, boolean isUnlike) {}

    private final List<Row> rows = new ArrayList<>();

    /** Adds the next text. */
    void add(Explanation explanation) {
        rows.add(new Row(
                line(explanation),
                explanation.labelSet().name(explanation.label()),
                explanation.prediction().credibility(),
                explanation.prediction().conformity(explanation.label()),
                explanation.prediction().ood().map(ood -> !ood.inDistribution()).orElse(false)));
    }

    /** The beginning of the text; of a pair, of both with an arrow between them, as pairs among the neighbors are shown. */
    private static String line(Explanation explanation) {
        List<String> texts = explanation.segments().stream()
                .map(segment -> VisibleText.line(segment.text()).strip())
                .toList();
        return texts.stream().allMatch(String::isEmpty)
                ? "(no words)"
                : Columns.shorten(String.join(" \u2192 ", texts), SHOWN_COLUMNS);
    }

    /** Number of texts so far. */
    int size() {
        return rows.size();
    }

    void write(Markup page) {
        page.raw("""
                <nav id="contents" aria-label="Texts">
                <table>
                <thead><tr>
                <th scope="col">Text</th><th scope="col">Label</th>
                <th scope="col" class="n">Credibility</th><th scope="col" class="n">Conformity</th>
                </tr></thead>
                <tbody>
                """);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            page.raw("<tr><td><a href=\"#text-" + (i + 1) + "\">")
                    .isolated(row.text())
                    .raw("</a>" + (row.isUnlike() ? UNLIKE : "") + "</td><td class=\"label\">")
                    .isolated(row.label())
                    .raw("</td><td class=\"n\">" + Numbers.share(row.credibility()) + "</td><td class=\"n\">"
                            + Numbers.share(row.conformity()) + "</td></tr>\n");
        }
        page.raw("</tbody>\n</table>\n</nav>\n");
    }
}
