package org.dknn.nlp.render;

import java.util.List;
import org.dknn.nlp.explain.Explained;

/**
 * One explanation on an HTML page.
 *
 * @param sections its parts, from top to bottom
 */
record HtmlArticle(List<HtmlSection> sections) {

    /** The article of a page with these scales. */
    static HtmlArticle of(ColorScales scales) {
        return new HtmlArticle(List.of(
                new VerdictSection(),
                new SupportSection(),
                new WordsSection(scales),
                new NeighborsSection(),
                new EvidenceSection(),
                new ClassesSection(),
                new NumbersSection()));
    }

    /**
     * Adds the article.
     *
     * @param number of the text on its page, from 1
     */
    void write(Markup page, Explained explained, int number) {
        page.raw("<article id=\"text-" + number + "\">\n");
        sections.forEach(section -> section.write(page, explained));
        page.raw("</article>\n");
    }
}
