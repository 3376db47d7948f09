/**
 * From a text to its explanation: the label, how far to believe it, what each word adds, and the training texts behind it.
 * Main type: {@link org.dknn.nlp.explain.Explainer}. Knows no rendering.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.nlp.explain;

import org.jspecify.annotations.NullMarked;
