/**
 * The sentence classifiers of the command line, and their training: plain DeepLearning4J, as an application would have it. Main
 * types: {@link org.dknn.cli.train.SentenceGraphs}, {@link org.dknn.cli.train.MeasuredTraining}, {@link org.dknn.cli.train.Trainer}.
 */
@NullMarked
package org.dknn.cli.train;

import org.jspecify.annotations.NullMarked;
