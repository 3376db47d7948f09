/**
 * How much each word of a text speaks for a class: what is removed ({@link org.dknn.nlp.saliency.RemovalUnits}, {@link
 * org.dknn.nlp.saliency.RemovalStrategy}), how that is scored ({@link org.dknn.nlp.saliency.SaliencyScorer}, {@link
 * org.dknn.ClassScore}), and for which class ({@link org.dknn.nlp.saliency.Target}). Knows predictions and what is wanted of
 * a network, but no tokens, no network library and no rendering.
 */
@NullMarked
package org.dknn.nlp.saliency;

import org.jspecify.annotations.NullMarked;
