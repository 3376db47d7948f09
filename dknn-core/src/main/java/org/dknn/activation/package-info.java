/**
 * Access to a network, for inputs of any type: activations of selected layers and class probabilities ({@link
 * org.dknn.activation.ActivationExtractor}), activations per step ({@link org.dknn.activation.StepExtractor}), and
 * gradients by the embeddings ({@link org.dknn.activation.GradientExtractor}). Depends on vectors, not on a network
 * library.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.activation;

import org.jspecify.annotations.NullMarked;
