package org.dknn.cli.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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
        Run run = new Run(network, new EqualLengthBatches<>(dev, reading));
        EqualLengthBatches<I> batches = new EqualLengthBatches<>(training, reading);
        Random random = new Random(recipe.seed());
        for (int epoch = 1; epoch <= recipe.epochs() && !run.isOver(); epoch++) {
            List<List<Integer>> plan = batches.shuffled(recipe.batchSize(), random);
            for (int i = 0; i < plan.size() && !run.isOver(); i++) {
                run.step(batches, plan.get(i), random);
                if (run.steps % recipe.looks().every() == 0) {
                    run.look(epoch, i + 1, plan.size());
                }
            }
        }
        return run.result();
    }

    /** Share of the examples that a network classifies correctly. */
    static double accuracy(ComputationGraph network, EqualLengthBatches<?> examples) {
        Random unused = new Random(0);
        int right = 0;
        for (List<Integer> batch : examples.shuffled(200, unused)) {
            int[] predicted = network.outputSingle(examples.features(batch, 0, unused))
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

        private final EqualLengthBatches<I> dev;
        private final ComputationGraph network;
        private final ComputationGraph average;
        private final INDArray best;
        private double bestAccuracy = -1;
        private int steps;
        private int looksWithoutIncrease;

        Run(ComputationGraph network, EqualLengthBatches<I> dev) {
            this.dev = dev;
            this.network = network;
            this.average = new ComputationGraph(network.getConfiguration().clone());
            average.init(network.params(), true);
            this.best = network.params().dup();
        }

        boolean isOver() {
            return looksWithoutIncrease >= recipe.looks().patience();
        }

        void step(EqualLengthBatches<I> batches, List<Integer> batch, Random random) {
            network.fit(batches.features(batch, Recipe.WORD_DROP, random), new INDArray[] {batches.labels(batch)});
            steps++;
            if (recipe.rate().decaySteps() > 0 && steps % 20 == 0) {
                double left = Math.max(0.02, 1 - (double) steps / recipe.rate().decaySteps());
                network.setLearningRate(recipe.rate().start() * left);
            }
            // a short memory at the start, when the past is worth little
            double keep = Math.min(recipe.averaging(), (1.0 + steps) / (10.0 + steps));
            average.params().muli(keep).addi(network.params().mul(1 - keep));
        }

        void look(int epoch, int done, int total) {
            double accuracy = accuracy(average, dev);
            boolean increases = accuracy > bestAccuracy;
            if (increases) {
                bestAccuracy = accuracy;
                best.assign(average.params());
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

        ComputationGraph result() {
            if (bestAccuracy >= 0) {
                average.params().assign(best);
            }
            return average;
        }
    }

    /**
     * Examples as batches of equal lengths, so that nothing is padded and nothing masked.
     *
     * @param <I> type of the inputs
     */
    static final class EqualLengthBatches<I> {

        /** By the first length, then by the last: networks here have one input or two. */
        private static final Comparator<List<Integer>> SHORTER_FIRST = Comparator.comparing(
                        (List<Integer> lengths) -> lengths.get(0))
                .thenComparing(lengths -> lengths.get(lengths.size() - 1));

        private final Dataset<I> examples;
        private final Reading<I> reading;

        EqualLengthBatches(Dataset<I> examples, Reading<I> reading) {
            this.examples = examples;
            this.reading = reading;
        }

        /** Every example once, in random order; examples of equal lengths are spread evenly over their batches. */
        List<List<Integer>> shuffled(int maxRows, Random random) {
            Map<List<Integer>, List<Integer>> byLengths = new TreeMap<>(SHORTER_FIRST);
            for (int i = 0; i < examples.size(); i++) {
                byLengths
                        .computeIfAbsent(
                                reading.encoder().lengths(examples.inputs().get(i)), lengths -> new ArrayList<>())
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

        /** A batch as the network reads it, each word unknown with a probability. */
        INDArray[] features(List<Integer> batch, double drop, Random random) {
            List<I> inputs = batch.stream()
                    .map(i -> reading.withUnknownWords(examples.inputs().get(i), drop, random))
                    .toList();
            return reading.encoder().encode(inputs).toArray(new INDArray[0]);
        }

        /** Labels of a batch, {@code [rows x classes]}, 1 in the column of the label. */
        INDArray labels(List<Integer> batch) {
            float[][] oneHot = new float[batch.size()][examples.labelSet().size()];
            for (int row = 0; row < oneHot.length; row++) {
                oneHot[row][examples.label(batch.get(row))] = 1;
            }
            return Nd4j.createFromArray(oneHot);
        }

        int label(int example) {
            return examples.label(example);
        }

        int size() {
            return examples.size();
        }
    }
}
