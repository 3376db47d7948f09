/**
 * DeepLearning4J networks as extractors of activations and of gradients: batches of equal length without masks, one
 * replica per worker, pooling of sequences. Main types: {@link org.dknn.dl4j.Dl4jExtractor},
 * {@link org.dknn.dl4j.Dl4jGradientExtractor}. Apart from the encoders, the only package that uses DL4J and ND4J. Knows
 * neither neighbors nor statistics.
 *
 * <p>Threads: set {@code OMP_NUM_THREADS=1} in the environment of an application that serves many requests. Otherwise
 * native threads of ND4J and the workers wait for each other on busy machines.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.dl4j;

import org.jspecify.annotations.NullMarked;
