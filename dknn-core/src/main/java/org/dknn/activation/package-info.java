/**
 * What is wanted of a network: the activations of chosen layers and the class probabilities, for inputs of any type. Main
 * type: {@link org.dknn.activation.ActivationExtractor}. Knows vectors, but no network library.
 */
@NullMarked
package org.dknn.activation;

import org.jspecify.annotations.NullMarked;
