package org.dknn.examples.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.nlp.text.Vocabulary;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a network by Adam and keeps a running average of its parameters; the average that does best on the dev set is the
 * result.
 */
public final class Trainer {

    private final Recipe recipe;
    private final Vocabulary vocabulary;
    private final Consumer<String> say;
    private final Optional<WordVectors> vectors;

    /** Says how training goes, a line at a time. */
    public Trainer(Recipe recipe, Vocabulary vocabulary, Consumer<String> say) {
        this(recipe, vocabulary, say, Optional.empty());
    }

    private Trainer(Recipe recipe, Vocabulary vocabulary, Consumer<String> say, Optional<WordVectors> vectors) {
        this.recipe = recipe;
        this.vocabulary = vocabulary;
        this.say = say;
        this.vectors = vectors;
    }

    /** Lets the embedding start from vectors where they have the word; they are trained like the others. */
    public Trainer startingFrom(WordVectors vectors) {
        return new Trainer(recipe, vocabulary, say, Optional.of(vectors));
    }

    /** Trains a network of a configuration; the test set has no part in it. */
    public ComputationGraph train(
            ComputationGraphConfiguration configuration, Dataset<List<String>> training, Dataset<List<String>> dev) {
        Run run = new Run(configuration, new EqualLengthBatches(dev, vocabulary));
        EqualLengthBatches batches = new EqualLengthBatches(training, vocabulary);
        Random random = new Random(recipe.seed());
        for (int epoch = 1; epoch <= recipe.epochs() && !run.isOver(); epoch++) {
            List<List<Integer>> plan = batches.shuffled(recipe.batchSize(), random);
            for (int i = 0; i < plan.size() && !run.isOver(); i++) {
                run.step(batches, plan.get(i), random);
                if (run.steps % recipe.evaluateEvery() == 0) {
                    run.look(epoch, i + 1, plan.size());
                }
            }
        }
        return run.result();
    }

    /** Share of the sentences that a network classifies rightly. */
    static double accuracy(ComputationGraph network, EqualLengthBatches sentences) {
        Random unused = new Random(0);
        int right = 0;
        for (List<Integer> batch : sentences.shuffled(200, unused)) {
            int[] predicted = network.outputSingle(sentences.words(batch, 0, unused))
                    .argMax(1)
                    .toIntVector();
            for (int row = 0; row < predicted.length; row++) {
                right += predicted[row] == sentences.label(batch.get(row)) ? 1 : 0;
            }
        }
        return (double) right / sentences.size();
    }

    /** One training from start to end. */
    private final class Run {

        private final EqualLengthBatches dev;
        private final ComputationGraph network;
        private final ComputationGraph average;
        private final INDArray best;
        private double bestAccuracy = -1;
        private int steps;
        private int looksWithoutRise;

        Run(ComputationGraphConfiguration configuration, EqualLengthBatches dev) {
            this.dev = dev;
            this.network = new ComputationGraph(configuration);
            network.init();
            vectors.ifPresent(v -> v.fill(network, vocabulary));
            this.average = new ComputationGraph(configuration.clone());
            average.init(network.params(), true);
            this.best = network.params().dup();
        }

        boolean isOver() {
            return looksWithoutRise >= recipe.patience();
        }

        void step(EqualLengthBatches batches, List<Integer> batch, Random random) {
            network.fit(
                    new INDArray[] {batches.words(batch, Recipe.WORD_DROP, random)},
                    new INDArray[] {batches.labels(batch)});
            steps++;
            if (recipe.decaySteps() > 0 && steps % 20 == 0) {
                double left = Math.max(0.02, 1 - (double) steps / recipe.decaySteps());
                network.setLearningRate(recipe.learningRate() * left);
            }
            // a short memory at the start, when the past is worth little
            double keep = Math.min(recipe.averaging(), (1.0 + steps) / (10.0 + steps));
            average.params().muli(keep).addi(network.params().mul(1 - keep));
        }

        void look(int epoch, int done, int total) {
            double accuracy = accuracy(average, dev);
            boolean rises = accuracy > bestAccuracy;
            if (rises) {
                bestAccuracy = accuracy;
                best.assign(average.params());
            }
            looksWithoutRise = rises ? 0 : looksWithoutRise + 1;
            say.accept(String.format(
                    Locale.ROOT,
                    "  epoch %d, %3d %%: dev accuracy %.3f%s",
                    epoch,
                    100 * done / total,
                    accuracy,
                    rises ? " (best so far)" : ""));
        }

        ComputationGraph result() {
            if (bestAccuracy >= 0) {
                average.params().assign(best);
            }
            return average;
        }
    }
}
