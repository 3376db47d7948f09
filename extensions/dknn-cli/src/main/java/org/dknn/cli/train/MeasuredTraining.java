package org.dknn.cli.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;

/**
 * Training by the recipe that does best on the dev set: each is tried until it learns no more, and the best network of
 * all is kept; of networks that the dev set cannot tell apart, the one of the smaller loss.
 * Of a recipe are used its dropout, its rate, its averaging, its batch size and its seed.
 *
 * @param <I> type of the inputs
 */
public final class MeasuredTraining<I> {

    private final List<Recipe> recipes;
    private final Function<Recipe, ComputationGraph> untrained;
    private final Reading<I> reading;
    private final Consumer<String> say;

    /**
     * What a training has led to.
     *
     * @param network the best one
     * @param recipe number of the recipe that made it, from 1 on
     */
    public record Trained(ComputationGraph network, int recipe) {}

    /**
     * A training.
     *
     * @param recipes to be tried, at least one
     * @param untrained makes the network of a recipe
     * @param say receives a line after each pass, or after several short ones
     */
    public MeasuredTraining(
            List<Recipe> recipes,
            Function<Recipe, ComputationGraph> untrained,
            Reading<I> reading,
            Consumer<String> say) {
        this.recipes = List.copyOf(recipes);
        this.untrained = untrained;
        this.reading = reading;
        this.say = say;
    }

    /**
     * Trains by each recipe.
     *
     * @param most passes through the training set per recipe, at most; empty for as many as it learns in
     * @throws IllegalArgumentException if there are no recipes or examples
     */
    public ComputationGraph train(Dataset<I> training, Dataset<I> dev, Optional<Integer> most) {
        try {
            return train(training, dev, most, Optional.empty()).network();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written
        }
    }

    /**
     * Trains as {@link #train(Dataset, Dataset, Optional)} does and keeps how far it has come before each line, so that the same
     * training, interrupted, goes on from there. The network is that of a training that was not interrupted, bit for bit.
     *
     * @param checkpoint whose key tells apart all that the training depends on; what it holds of another training is replaced
     */
    public Trained train(Dataset<I> training, Dataset<I> dev, Optional<Integer> most, Optional<Checkpoint> checkpoint)
            throws IOException {
        if (recipes.isEmpty() || training.size() == 0 || dev.size() == 0) {
            throw new IllegalArgumentException("needs recipes, training and dev examples, got " + recipes.size() + ", "
                    + training.size() + " and " + dev.size());
        }
        TrialSequence trials =
                new TrialSequence(new Trials<>(recipes, untrained, reading, training, dev), say, checkpoint);
        FinishedTrial best = trials.best(most);
        return new Trained(best.network(), best.number());
    }

    /** What a network answers to each example: the label of the largest probability. */
    public int[] answers(ComputationGraph network, Dataset<I> examples) {
        EqualLengthBatches<I> batches = new EqualLengthBatches<>(examples, reading);
        int[] answers = new int[examples.size()];
        for (List<Integer> batch : batches.inOrder(DevFigures.ROWS)) {
            int[] predicted = batches.output(network, batch).argMax(1).toIntVector();
            for (int row = 0; row < predicted.length; row++) {
                answers[batch.get(row)] = predicted[row];
            }
        }
        return answers;
    }
}
