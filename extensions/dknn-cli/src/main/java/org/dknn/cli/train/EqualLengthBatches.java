package org.dknn.cli.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Examples as batches of equal lengths, so that nothing is padded and nothing masked.
 *
 * @param <I> type of the inputs
 */
final class EqualLengthBatches<I> {

    /** By the first length, then by the last: networks here have one input or two. */
    private static final Comparator<List<Integer>> SHORTER_FIRST = Comparator.comparing(
                    (List<Integer> lengths) -> lengths.get(0))
            .thenComparing(lengths -> lengths.get(lengths.size() - 1));

    /** Of a batch, so that a few long texts do not fill the memory. */
    private static final int MOST_WORDS = 20_000;

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
                    .computeIfAbsent(reading.encoder().lengths(examples.inputs().get(i)), lengths -> new ArrayList<>())
                    .add(i);
        }
        List<List<Integer>> batches = new ArrayList<>();
        for (Map.Entry<List<Integer>, List<Integer>> entry : byLengths.entrySet()) {
            List<Integer> sameLengths = entry.getValue();
            Collections.shuffle(sameLengths, random);
            int size = sameLengths.size();
            int rows = Math.max(1, Math.min(maxRows, MOST_WORDS / Math.max(1, Collections.max(entry.getKey()))));
            int parts = (size + rows - 1) / rows;
            for (int part = 0; part < parts; part++) {
                batches.add(sameLengths.subList(size * part / parts, size * (part + 1) / parts));
            }
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    /** Every example once, in an order that is always the same. */
    List<List<Integer>> inOrder(int maxRows) {
        return shuffled(maxRows, new Random(0));
    }

    /** What a network makes of a batch, {@code [rows x classes]}. */
    INDArray output(ComputationGraph network, List<Integer> batch) {
        return network.outputSingle(features(batch, 0, new Random(0)));
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

    int classes() {
        return examples.labelSet().size();
    }

    int size() {
        return examples.size();
    }
}
