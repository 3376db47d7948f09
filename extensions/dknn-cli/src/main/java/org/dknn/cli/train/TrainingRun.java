package org.dknn.cli.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One training of a network by a recipe, step by step, with the running average of the parameters.
 *
 * @param <I> type of the inputs
 */
final class TrainingRun<I> {

    private static final int STEPS_PER_RATE = 20;

    private final Recipe recipe;
    private final ComputationGraph network;
    private final ComputationGraph average;
    private final EqualLengthBatches<I> training;
    private final ResumableRandom random;
    private final INDArray best;
    private boolean hasBest;
    private int steps;

    TrainingRun(Recipe recipe, Reading<I> reading, ComputationGraph network, Dataset<I> training) {
        this.recipe = recipe;
        this.network = network;
        this.training = new EqualLengthBatches<>(training, reading);
        this.random = new ResumableRandom(recipe.seed());
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
        if (recipe.rate().decaySteps() > 0 && steps % STEPS_PER_RATE == 0) {
            network.setLearningRate(rateAfter(steps));
        }
        // a short memory at the start, when the past is worth little
        double keep = Math.min(recipe.averaging(), (1.0 + steps) / (10.0 + steps));
        average.params().muli(keep).addi(network.params().mul(1 - keep));
    }

    private double rateAfter(int steps) {
        double left = Math.max(0.02, 1 - (double) steps / recipe.rate().decaySteps());
        return recipe.rate().start() * left;
    }

    /** Steps of a pass, which are the same in all. */
    int stepsPerPass() {
        return training.inOrder(recipe.batchSize()).size();
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

    /** Writes all that the steps to come depend on. To be called between passes. */
    void write(DataOutputStream out) throws IOException {
        out.writeInt(steps);
        out.writeInt(network.getIterationCount());
        out.writeLong(random.state());
        out.writeLong(Nd4j.getRandom().rootState());
        out.writeLong(Nd4j.getRandom().nodeState());
        out.writeBoolean(hasBest);
        for (INDArray vector : vectors()) {
            Parameters.write(out, vector);
        }
    }

    /** Goes on from what was written by a run of the same recipe and examples. */
    void read(DataInputStream in) throws IOException {
        steps = in.readInt();
        network.getConfiguration().setIterationCount(in.readInt());
        random.resume(in.readLong());
        long root = in.readLong();
        long node = in.readLong();
        hasBest = in.readBoolean();
        for (INDArray vector : vectors()) {
            Parameters.read(in, vector);
        }
        if (recipe.rate().decaySteps() > 0 && steps >= STEPS_PER_RATE) {
            network.setLearningRate(rateAfter(steps / STEPS_PER_RATE * STEPS_PER_RATE));
        }
        // last, as whatever comes before may draw
        Nd4j.getRandom().setStates(root, node);
    }

    /** The moments of Adam are the state of the updater. */
    private List<INDArray> vectors() {
        return List.of(network.params(), network.getUpdater(true).getStateViewArray(), average.params(), best);
    }
}
