/**
 * How much each word of a text speaks for a class: what is removed ({@link org.dknn.nlp.perturb.FeatureGroups}, {@link
 * org.dknn.nlp.perturb.Perturbation}), how that is scored ({@link org.dknn.nlp.attribution.Attribution}, {@link
 * org.dknn.ScoreFunction}), and for which class ({@link org.dknn.nlp.attribution.Target}). Knows predictions and what is wanted of
 * a network, but no tokens, no network library and no rendering.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.nlp.attribution;

import org.jspecify.annotations.NullMarked;
