package org.dknn.cli.train;

import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * What a recipe has led to.
 *
 * @param number of the recipe, from 1 on
 * @param figures on the dev set
 * @param network of the best parameters
 */
record FinishedTrial(int number, DevFigures figures, ComputationGraph network) {}
