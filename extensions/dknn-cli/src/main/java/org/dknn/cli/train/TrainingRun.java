package org.dknn.cli.train;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One training of a network by a recipe, step by step, with the running average of the parameters.
 *
 * @param <I> type of the inputs
 */
final class TrainingRun<I> {

    private final Recipe recipe;
    private final ComputationGraph network;
    private final ComputationGraph average;
    private final EqualLengthBatches<I> training;
    private final Random random;
    private final INDArray best;
    private boolean hasBest;
    private int steps;

    TrainingRun(Recipe recipe, Reading<I> reading, ComputationGraph network, Dataset<I> training) {
        this.recipe = recipe;
        this.network = network;
        this.training = new EqualLengthBatches<>(training, reading);
        this.random = new Random(recipe.seed());
        this.average = new ComputationGraph(network.getConfiguration().clone());
        average.init(network.params(), true);
        this.best = network.params().dup();
    }

    /** Batches of the next pass through the training set. */
    List<List<Integer>> nextPass() {
        return training.shuffled(recipe.batchSize(), random);
    }

    void step(List<Integer> batch) {
        network.fit(training.features(batch, Recipe.WORD_DROP, random), new INDArray[] {training.labels(batch)});
        steps++;
        if (recipe.rate().decaySteps() > 0 && steps % 20 == 0) {
            double left = Math.max(0.02, 1 - (double) steps / recipe.rate().decaySteps());
            network.setLearningRate(recipe.rate().start() * left);
        }
        // a short memory at the start, when the past is worth little
        double keep = Math.min(recipe.averaging(), (1.0 + steps) / (10.0 + steps));
        average.params().muli(keep).addi(network.params().mul(1 - keep));
    }

    /** Steps so far. */
    int steps() {
        return steps;
    }

    /** Loss of the last step, by the inputs as they were dropped from. */
    double lastLoss() {
        return network.score();
    }

    /** The network of the averaged parameters; the next step changes it. */
    ComputationGraph average() {
        return average;
    }

    /** Keeps the averaged parameters of now as the best. */
    void keep() {
        best.assign(average.params());
        hasBest = true;
    }

    /** The network of the best parameters, or of the last ones if none were kept. Ends the run. */
    ComputationGraph result() {
        if (hasBest) {
            average.params().assign(best);
        }
        return average;
    }
}
