package org.dknn.nlp.render;

import org.dknn.nlp.render.page.HtmlPage;
import org.dknn.nlp.render.page.Markup;
import org.dknn.nlp.render.page.PageStyle;

/**
 * What all pages of a report begin with.
 *
 * @param title of the report
 * @param note under it; empty for none
 */
record ReportHead(String title, String note) {

    /**
     * Adds all that comes before the content.
     *
     * @param card whose colors the page has
     * @param heading of the page, in one line; empty for a page that brings its own
     */
    void open(Markup page, ExplanationCard card, String heading) {
        int methods = Math.max(1, card.scales().methods().size());
        String window = heading.isEmpty() || heading.equals(title) ? title : title + ": " + heading;
        new HtmlPage(window, new StepStyle(card.palette(), methods).css()).open(page);
        page.raw(PageStyle.marks());
        if (!heading.equals(title)) {
            page.raw("<p class=\"page-line\"><b>").isolated(title).raw("</b></p>\n");
        }
        if (!heading.isEmpty()) {
            page.raw("<h1>").text(heading).raw("</h1>\n");
        } else if (!note.isEmpty()) {
            page.raw("<p class=\"note\">").lines(note).raw("</p>\n");
        }
    }
}
