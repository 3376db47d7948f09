package org.dknn.cli.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;

/**
 * Makes the trials of recipes.
 *
 * @param recipes at least one
 * @param untrained makes the network of a recipe
 * @param reading of the inputs
 * @param training to learn from
 * @param dev to choose by
 * @param <I> type of the inputs
 */
record Trials<I>(
        List<Recipe> recipes,
        Function<Recipe, ComputationGraph> untrained,
        Reading<I> reading,
        Dataset<I> training,
        Dataset<I> dev) {

    /** Number of recipes. */
    int size() {
        return recipes.size();
    }

    /** Of a number from 1 on. */
    Recipe recipe(int number) {
        return recipes.get(number - 1);
    }

    /** A trial that has not begun. */
    Trial trial(int number) {
        Recipe recipe = recipe(number);
        TrainingRun<I> run = new TrainingRun<>(recipe, reading, untrained.apply(recipe), training);
        return new Trial(number, run, new EqualLengthBatches<>(dev, reading));
    }

    static void write(DataOutputStream out, FinishedTrial finished) throws IOException {
        out.writeInt(finished.number());
        finished.figures().write(out);
        Parameters.write(out, finished.network().params());
    }

    FinishedTrial readFinished(DataInputStream in) throws IOException {
        int number = in.readInt();
        DevFigures figures = DevFigures.read(in);
        ComputationGraph network = untrained.apply(recipe(number));
        Parameters.read(in, network.params());
        return new FinishedTrial(number, figures, network);
    }
}
