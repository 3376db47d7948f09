/**
 * DeepLearning4J networks as extractors of activations and of gradients: batches of equal length without masks, private
 * replicas a worker, pooling of sequences. Main types: {@link org.dknn.dl4j.Dl4jExtractor}, {@link
 * org.dknn.dl4j.Dl4jGradientExtractor}. With the encoders the only user of DL4J and ND4J;
 * knows no neighbors and no statistics.
 *
 * <p>Threads: set {@code OMP_NUM_THREADS=1} in the environment of an application that serves many requests. Native threads
 * of ND4J and the workers here otherwise wait for each other on busy machines.
 */
@NullMarked
package org.dknn.dl4j;

import org.jspecify.annotations.NullMarked;
