/**
 * What is wanted of a network, for inputs of any type: the activations of chosen layers and the class probabilities ({@link
 * org.dknn.activation.ActivationExtractor}), what a layer makes of each step ({@link org.dknn.activation.StepExtractor}), and
 * how the probabilities change with the embeddings ({@link org.dknn.activation.GradientExtractor}). Knows vectors, but no
 * network library.
 */
@NullMarked
package org.dknn.activation;

import org.jspecify.annotations.NullMarked;
