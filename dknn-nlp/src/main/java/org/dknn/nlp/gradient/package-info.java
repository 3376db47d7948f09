/**
 * Attributions by the gradients of a network: {@link org.dknn.nlp.gradient.GradientAttribution}, {@link
 * org.dknn.nlp.gradient.IntegratedGradients}, {@link org.dknn.nlp.gradient.SmoothGrad}. Knows what is wanted of a network that gives
 * gradients, but no network library.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.nlp.gradient;

import org.jspecify.annotations.NullMarked;
