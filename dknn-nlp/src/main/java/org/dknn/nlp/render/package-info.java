/**
 * Explanations as something a person reads: plain text, a coloured terminal, HTML, Markdown, LaTeX; of pairs, of two
 * explanations beside each other, and of whole data sets, too. Main type: {@link org.dknn.nlp.render.Renderer}. Whatever a
 * user wrote is escaped.
 */
@NullMarked
package org.dknn.nlp.render;

import org.jspecify.annotations.NullMarked;
