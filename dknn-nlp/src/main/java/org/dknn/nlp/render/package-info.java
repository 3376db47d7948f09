/**
 * Explanations as text that a person reads: plain, for a terminal with colors, HTML, Markdown, LaTeX. Texts and pairs are rendered
 * by the same classes, segment by segment. Main types: {@link org.dknn.nlp.render.Renderer}, {@link
 * org.dknn.nlp.render.HtmlReport}. Whatever a user wrote is escaped. Knows no data sets and no files.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.nlp.render;

import org.jspecify.annotations.NullMarked;
