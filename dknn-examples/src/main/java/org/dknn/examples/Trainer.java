package org.dknn.examples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.dl4j.InputEncoder;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains a network by Adam on batches of equal lengths, so that nothing is padded. The result is the running average of the
 * parameters that does best on the dev set.
 *
 * @param encoder of the inputs
 * @param words replaces the words of an input
 * @param recipe how long and how fast
 * @param say receives a line at each look at the dev set
 * @param <I> type of the inputs
 */
record Trainer<I>(InputEncoder<I> encoder, Words<I> words, Recipe recipe, Consumer<String> say) {

    /** Share of the words that are read as the unknown word while training, so that it comes to mean something. */
    private static final double WORD_DROP = 0.1;

    /** No vocabulary has it, so it is read as the unknown word. */
    private static final String UNKNOWN = "\u0000";

    /** By the first length, then by the last: networks here have one input or two. */
    private static final Comparator<List<Integer>> SHORTER_FIRST = Comparator.comparing(
                    (List<Integer> lengths) -> lengths.get(0))
            .thenComparing(lengths -> lengths.get(lengths.size() - 1));

    /**
     * The words of an input.
     *
     * @param <I> type of the inputs
     */
    interface Words<I> {

        /** The input with each word replaced by what a function makes of it. */
        I replace(I input, UnaryOperator<String> change);
    }

    /** Trains a network and changes it; the result is another one. The test set has no part in it. */
    ComputationGraph train(ComputationGraph network, Dataset<I> training, Dataset<I> dev) {
        Run run = new Run(network, dev);
        Random random = new Random(Recipe.SEED);
        for (int epoch = 1; epoch <= recipe.epochs() && !run.isOver(); epoch++) {
            List<List<Integer>> batches = batches(training, recipe.batchSize(), random);
            for (int i = 0; i < batches.size() && !run.isOver(); i++) {
                run.step(training, batches.get(i), random);
                if (run.steps % recipe.looks().every() == 0) {
                    run.look(epoch, 100 * (i + 1) / batches.size());
                }
            }
        }
        return run.result();
    }

    /** Every example once, in random order; examples of equal lengths are spread evenly over their batches. */
    private List<List<Integer>> batches(Dataset<I> examples, int maxRows, Random random) {
        Map<List<Integer>, List<Integer>> byLengths = new TreeMap<>(SHORTER_FIRST);
        for (int i = 0; i < examples.size(); i++) {
            byLengths
                    .computeIfAbsent(encoder.lengths(examples.inputs().get(i)), lengths -> new ArrayList<>())
                    .add(i);
        }
        List<List<Integer>> batches = new ArrayList<>();
        for (List<Integer> sameLengths : byLengths.values()) {
            Collections.shuffle(sameLengths, random);
            int size = sameLengths.size();
            int parts = (size + maxRows - 1) / maxRows;
            for (int part = 0; part < parts; part++) {
                batches.add(sameLengths.subList(size * part / parts, size * (part + 1) / parts));
            }
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    private INDArray[] features(Dataset<I> examples, List<Integer> batch, UnaryOperator<String> change) {
        List<I> inputs = batch.stream()
                .map(i -> words.replace(examples.inputs().get(i), change))
                .toList();
        return encoder.encode(inputs).toArray(new INDArray[0]);
    }

    private static INDArray labels(Dataset<?> examples, List<Integer> batch) {
        float[][] oneHot = new float[batch.size()][examples.labelSet().size()];
        for (int row = 0; row < oneHot.length; row++) {
            oneHot[row][examples.label(batch.get(row))] = 1;
        }
        return Nd4j.createFromArray(oneHot);
    }

    private double accuracy(ComputationGraph network, Dataset<I> examples) {
        int right = 0;
        for (List<Integer> batch : batches(examples, 200, new Random(0))) {
            int[] predicted = network.outputSingle(features(examples, batch, word -> word))
                    .argMax(1)
                    .toIntVector();
            for (int row = 0; row < predicted.length; row++) {
                right += predicted[row] == examples.label(batch.get(row)) ? 1 : 0;
            }
        }
        return (double) right / examples.size();
    }

    /** One training from start to end. */
    private final class Run {

        private final ComputationGraph network;
        private final ComputationGraph average;
        private final Dataset<I> dev;
        private final INDArray best;
        private double bestAccuracy = -1;
        private int steps;
        private int looksWithoutRise;

        Run(ComputationGraph network, Dataset<I> dev) {
            this.network = network;
            this.average = new ComputationGraph(network.getConfiguration().clone());
            average.init(network.params(), true);
            this.dev = dev;
            this.best = network.params().dup();
        }

        boolean isOver() {
            return looksWithoutRise >= recipe.looks().patience();
        }

        void step(Dataset<I> training, List<Integer> batch, Random random) {
            network.fit(
                    features(training, batch, word -> random.nextDouble() < WORD_DROP ? UNKNOWN : word),
                    new INDArray[] {labels(training, batch)});
            steps++;
            if (recipe.decaySteps() > 0 && steps % 20 == 0) {
                double left = Math.max(0.02, 1 - (double) steps / recipe.decaySteps());
                network.setLearningRate(recipe.learningRate() * left);
            }
            // a short memory at the start, when the past is worth little
            double keep = Math.min(recipe.averaging(), (1.0 + steps) / (10.0 + steps));
            average.params().muli(keep).addi(network.params().mul(1 - keep));
        }

        void look(int epoch, int percent) {
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
                    percent,
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
