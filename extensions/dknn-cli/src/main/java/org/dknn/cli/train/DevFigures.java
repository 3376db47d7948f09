package org.dknn.cli.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How well a network does on a dev set.
 *
 * @param accuracy share of the examples that it classifies correctly
 * @param balanced mean over the classes of the share of their examples that it classifies correctly; of classes with at least five
 *     examples, or equal to the accuracy where there is none
 * @param loss mean of -log of the probability of the true label, a probability below 1e-7 counting as 1e-7
 */
record DevFigures(double accuracy, double balanced, double loss) {

    /** Of a batch, at most. */
    static final int ROWS = 200;

    private static final double LEAST = 1e-7;
    private static final int FEW = 5;

    /**
     * By the mean of both accuracies, so that rare classes count without deciding alone; of equal ones by the loss, which tells of
     * learning before any answer changes.
     */
    boolean isBetterThan(DevFigures other) {
        int order = Double.compare(accuracy + balanced, other.accuracy + other.balanced);
        return order == 0 ? loss < other.loss : order > 0;
    }

    /**
     * Which of two networks to keep: the one that is better by more than a standard error of that mean, or else the one of the smaller loss.
     * Some 200 examples do not tell apart what differs by less, and a network that is surer of its errors is often worse on others.
     */
    boolean isRatherKeptThan(DevFigures other, int examples) {
        double mean = mean();
        double difference = mean - other.mean();
        double error = Math.sqrt(mean * (1 - mean) / examples);
        return Math.abs(difference) > error ? difference > 0 : loss < other.loss;
    }

    private double mean() {
        return (accuracy + balanced) / 2;
    }

    static DevFigures of(ComputationGraph network, EqualLengthBatches<?> dev) {
        int[] examples = new int[dev.classes()];
        int[] right = new int[dev.classes()];
        double loss = 0;
        for (List<Integer> batch : dev.inOrder(ROWS)) {
            INDArray output = dev.output(network, batch);
            int[] predicted = output.argMax(1).toIntVector();
            for (int row = 0; row < predicted.length; row++) {
                int label = dev.label(batch.get(row));
                examples[label]++;
                right[label] += predicted[row] == label ? 1 : 0;
                loss -= Math.log(Math.max(LEAST, output.getDouble(row, label)));
            }
        }
        double accuracy = (double) Arrays.stream(right).sum() / dev.size();
        double balanced = IntStream.range(0, examples.length)
                .filter(label -> examples[label] >= FEW)
                .mapToDouble(label -> (double) right[label] / examples[label])
                .average()
                .orElse(accuracy);
        return new DevFigures(accuracy, balanced, loss / dev.size());
    }

    void write(DataOutputStream out) throws IOException {
        out.writeDouble(accuracy);
        out.writeDouble(balanced);
        out.writeDouble(loss);
    }

    static DevFigures read(DataInputStream in) throws IOException {
        return new DevFigures(in.readDouble(), in.readDouble(), in.readDouble());
    }
}
