package org.dknn.cli.train;

import java.util.List;
import java.util.Locale;
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
     * A training.
     *
     * @param recipes to be tried, at least one
     * @param untrained makes the network of a recipe
     * @param say receives a line after each pass
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
        if (recipes.isEmpty() || training.size() == 0 || dev.size() == 0) {
            throw new IllegalArgumentException("needs recipes, training and dev examples, got " + recipes.size() + ", "
                    + training.size() + " and " + dev.size());
        }
        EqualLengthBatches<I> devBatches = new EqualLengthBatches<>(dev, reading);
        Trial best = trial(1, training, devBatches, most);
        for (int number = 2; number <= recipes.size(); number++) {
            Trial other = trial(number, training, devBatches, most);
            best = other.best.isRatherKeptThan(best.best, dev.size()) ? other : best;
        }
        say.accept(String.format(
                Locale.ROOT, "Keeps the network of recipe %d: dev accuracy %.3f.", best.number, best.best.accuracy()));
        return best.run.result();
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

    private Trial trial(int number, Dataset<I> training, EqualLengthBatches<I> dev, Optional<Integer> most) {
        Recipe recipe = recipes.get(number - 1);
        say.accept(String.format(
                Locale.ROOT,
                "Recipe %d of %d: learning rate %s, dropout %s.",
                number,
                recipes.size(),
                recipe.rate().start(),
                recipe.dropout().pooled()));
        Trial trial = new Trial(number, new TrainingRun<>(recipe, reading, untrained.apply(recipe), training), dev);
        trial.train(most);
        return trial;
    }

    /** One recipe until it learns no more. */
    private final class Trial {

        private final int number;
        private final TrainingRun<I> run;
        private final EqualLengthBatches<I> dev;
        private DevFigures last;
        private DevFigures best;
        private int bestPass;
        private double lossOfPass;

        Trial(int number, TrainingRun<I> run, EqualLengthBatches<I> dev) {
            this.number = number;
            this.run = run;
            this.dev = dev;
            this.last = DevFigures.of(run.average(), dev);
            this.best = last;
        }

        void train(Optional<Integer> atMost) {
            List<List<Integer>> batches = run.nextPass();
            Pace pace = Pace.of(batches.size());
            int most = atMost.orElse(pace.most());
            for (int pass = 1; pass <= most; pass++) {
                pass(pass, batches, pace);
                boolean isOver = pass == most || (pass >= pace.least() && pass - bestPass >= pace.patience());
                if (isOver || pass % pace.passesPerLine() == 0) {
                    say.accept(line(pass, pace));
                }
                if (isOver) {
                    return;
                }
                batches = run.nextPass();
            }
        }

        private void pass(int pass, List<List<Integer>> batches, Pace pace) {
            lossOfPass = 0;
            for (int i = 0; i < batches.size(); i++) {
                run.step(batches.get(i));
                lossOfPass += run.lastLoss() / batches.size();
                if (run.steps() % pace.stepsPerLook() == 0 || i == batches.size() - 1) {
                    look(pass);
                }
            }
        }

        private void look(int pass) {
            last = DevFigures.of(run.average(), dev);
            if (last.isBetterThan(best)) {
                best = last;
                bestPass = pass;
                run.keep();
            }
        }

        private String line(int pass, Pace pace) {
            return String.format(
                    Locale.ROOT,
                    "  epoch %d: loss %.3f, dev loss %.3f, dev accuracy %.3f%s",
                    pass,
                    lossOfPass,
                    last.loss(),
                    last.accuracy(),
                    pass - bestPass < pace.passesPerLine() ? " (best so far)" : "");
        }
    }
}
