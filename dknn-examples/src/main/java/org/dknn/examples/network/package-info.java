/**
 * The sentence classifiers of the examples, and their training: plain DeepLearning4J, as an application would have it. Main
 * types: {@link org.dknn.examples.network.SentenceGraphs}, {@link org.dknn.examples.network.Trainer}.
 */
@NullMarked
package org.dknn.examples.network;

import org.jspecify.annotations.NullMarked;
