/**
 * Explanations as something a person reads: plain text, a coloured terminal, HTML. Main type: {@link
 * org.dknn.nlp.render.Renderer}. Whatever a user wrote is escaped.
 */
@NullMarked
package org.dknn.nlp.render;

import org.jspecify.annotations.NullMarked;
