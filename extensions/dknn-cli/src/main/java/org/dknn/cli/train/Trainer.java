package org.dknn.cli.train;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;

/**
 * Trains a network by Adam. The result is the running average of its parameters that does best on the dev set.
 *
 * @param <I> type of the inputs
 */
public final class Trainer<I> {

    private final Recipe recipe;
    private final Reading<I> reading;
    private final Consumer<String> say;

    /**
     * A trainer.
     *
     * @param say receives a line at each look at the dev set
     */
    public Trainer(Recipe recipe, Reading<I> reading, Consumer<String> say) {
        this.recipe = recipe;
        this.reading = reading;
        this.say = say;
    }

    /** Continues the training of a network, which changes it; the result is another one. */
    public ComputationGraph train(ComputationGraph network, Dataset<I> training, Dataset<I> dev) {
        TrainingRun<I> run = new TrainingRun<>(recipe, reading, network, training);
        Looking looking = new Looking(run, new EqualLengthBatches<>(dev, reading));
        for (int epoch = 1; epoch <= recipe.epochs() && !looking.isOver(); epoch++) {
            List<List<Integer>> plan = run.nextPass();
            for (int i = 0; i < plan.size() && !looking.isOver(); i++) {
                run.step(plan.get(i));
                if (run.steps() % recipe.looks().every() == 0) {
                    looking.look(epoch, i + 1, plan.size());
                }
            }
        }
        return run.result();
    }

    /** The looks of a run at the dev set. */
    private final class Looking {

        private final TrainingRun<I> run;
        private final EqualLengthBatches<I> dev;
        private double bestAccuracy = -1;
        private int looksWithoutIncrease;

        Looking(TrainingRun<I> run, EqualLengthBatches<I> dev) {
            this.run = run;
            this.dev = dev;
        }

        boolean isOver() {
            return looksWithoutIncrease >= recipe.looks().patience();
        }

        void look(int epoch, int done, int total) {
            double accuracy = DevFigures.of(run.average(), dev).accuracy();
            boolean increases = accuracy > bestAccuracy;
            if (increases) {
                bestAccuracy = accuracy;
                run.keep();
            }
            looksWithoutIncrease = increases ? 0 : looksWithoutIncrease + 1;
            say.accept(String.format(
                    Locale.ROOT,
                    "  epoch %d, %3d %%: dev accuracy %.3f%s",
                    epoch,
                    100 * done / total,
                    accuracy,
                    increases ? " (best so far)" : ""));
        }
    }
}
