package org.dknn.nlp.render;

import org.dknn.nlp.explain.Explained;

/** A part of an explanation on a page. Another kind of evidence is another one of these, listed in {@link HtmlArticle}. */
@FunctionalInterface
interface HtmlSection {

    /** Adds the part, or nothing where the explanation has none of it. */
    void write(Markup page, Explained explained);
}
