/**
 * What is taken away from a text, and in which groups: {@link org.dknn.nlp.perturb.Perturbation} says what stands in the place of
 * removed words, {@link org.dknn.nlp.perturb.FeatureGroups} which words go together. Knows words only: no predictions, no network.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.nlp.perturb;

import org.jspecify.annotations.NullMarked;
