/**
 * How much each word of a text speaks for a label: what is removed ({@link org.dknn.nlp.saliency.RemovalStrategy}), and how
 * that is scored ({@link org.dknn.nlp.saliency.SaliencyScorer}, {@link org.dknn.ClassScore}). Knows predictions, but no
 * tokens, no network and no rendering.
 */
@NullMarked
package org.dknn.nlp.saliency;

import org.jspecify.annotations.NullMarked;
