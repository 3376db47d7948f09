package org.dknn.dl4j;

import java.util.Arrays;
import org.dknn.vector.FloatMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Logits of the classes, of which softmax makes the probabilities that an {@link OutputReader} reads, and their derivatives by the
 * values of the output layer.
 *
 * <p>Of one sigmoid of logit z they are (0, z). Probabilities that are pooled over steps have logits, too: their logarithms.
 *
 * @param name of the output, for messages
 * @param reading how the output is read
 * @param sigmoid whether its values are independent answers
 * @param channelsLast whether a sequence has its classes last
 */
record LogitReader(String name, Output reading, boolean sigmoid, boolean channelsLast) {

    /**
     * Logits of a batch.
     *
     * @param output of the layer before its softmax or sigmoid, {@code [batch x values]} or a sequence of such
     * @return {@code [batch x classes]}
     */
    FloatMatrix logits(INDArray output) {
        return logits(batch(output));
    }

    /**
     * Logits of a batch.
     *
     * @param vectors {@code [batch x width]}, row by row
     */
    FloatMatrix logits(float[] vectors, int width) {
        return logits(batch(vectors, width));
    }

    private FloatMatrix logits(double[][][] batch) {
        if (sigmoid && !isOneAnswer(batch[0])) {
            throw new IllegalArgumentException("the output \"" + name + "\" answers " + batch[0][0].length
                    + " questions, a sigmoid each; choose one by Output.of(\"" + name + "\").label(i)");
        }
        float[][] rows = new float[batch.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = isOneAnswer(batch[i])
                    ? new float[] {0, (float) answer(column(batch[i], label()))}
                    : classes(batch[i]);
        }
        return FloatMatrix.copyOf(rows);
    }

    /**
     * Derivatives by the output, of its shape, from those by the {@link #logits}.
     *
     * @return row by row, in the order of the output's dimensions
     */
    float[] seed(FloatMatrix ofLogits, INDArray output) {
        return seed(ofLogits, batch(output));
    }

    /** The same for an output {@code [batch x width]}, row by row. */
    float[] seed(FloatMatrix ofLogits, float[] vectors, int width) {
        return seed(ofLogits, batch(vectors, width));
    }

    private float[] seed(FloatMatrix ofLogits, double[][][] batch) {
        int steps = batch[0].length;
        int width = batch[0][0].length;
        float[] seed = new float[Math.multiplyExact(batch.length, steps * width)];
        for (int i = 0; i < batch.length; i++) {
            double[][] values = isOneAnswer(batch[i])
                    ? answerSeed(batch[i], ofLogits.get(i, 1))
                    : classSeed(batch[i], ofLogits.row(i));
            for (int t = 0; t < steps; t++) {
                for (int k = 0; k < width; k++) {
                    int place = channelsLast ? t * width + k : k * steps + t;
                    seed[i * steps * width + place] = (float) values[t][k];
                }
            }
        }
        return seed;
    }

    /** {@code [inputs x steps x values]}; one step if the output is no sequence. */
    private double[][][] batch(INDArray output) {
        boolean isSequence = output.rank() == 3;
        if (isSequence != reading.pooling().isPresent()) {
            throw new IllegalArgumentException("the output \"" + name + "\", " + Arrays.toString(output.shape())
                    + (isSequence
                            ? ", is a sequence; say which step counts by Output.of(\"" + name + "\").pooled(...)"
                            : ", gives one vector and needs no pooling, got " + reading));
        }
        int inputs = Math.toIntExact(output.size(0));
        int steps = isSequence ? Math.toIntExact(output.size(channelsLast ? 1 : 2)) : 1;
        int width = Math.toIntExact(output.size(isSequence && channelsLast ? 2 : 1));
        float[] values = ArrayRows.copy(output);
        double[][][] batch = new double[inputs][steps][width];
        for (int place = 0; place < values.length; place++) {
            int within = place % (steps * width);
            int t = channelsLast ? within / width : within % steps;
            int k = channelsLast ? within % width : within / steps;
            batch[place / (steps * width)][t][k] = values[place];
        }
        return batch;
    }

    private static double[][][] batch(float[] vectors, int width) {
        double[][][] batch = new double[vectors.length / width][1][width];
        for (int i = 0; i < vectors.length; i++) {
            batch[i / width][0][i % width] = vectors[i];
        }
        return batch;
    }

    private int label() {
        return reading.label().orElse(0);
    }

    private boolean isOneAnswer(double[][] steps) {
        return steps[0].length == 1 || reading.label().isPresent();
    }

    /** Whether logits, not probabilities, are pooled; at the last step both are the same. */
    private boolean poolsLogits() {
        return reading.isLogits() || reading.pooling().orElse(Pooling.LAST_STEP) == Pooling.LAST_STEP;
    }

    private static double[] column(double[][] steps, int k) {
        return Arrays.stream(steps).mapToDouble(step -> step[k]).toArray();
    }

    /** The share of each step in the pooled value of a column. */
    private double[] shares(double[] column) {
        double[] shares = new double[column.length];
        switch (reading.pooling().orElse(Pooling.LAST_STEP)) {
            case LAST_STEP -> shares[column.length - 1] = 1;
            case MEAN_OVER_TIME -> Arrays.fill(shares, 1.0 / column.length);
            case MAX_OVER_TIME -> {
                int largest = 0;
                for (int t = 1; t < column.length; t++) {
                    largest = column[t] > column[largest] ? t : largest;
                }
                shares[largest] = 1;
            }
        }
        return shares;
    }

    private double pooled(double[] column) {
        double[] shares = shares(column);
        double sum = 0;
        for (int t = 0; t < column.length; t++) {
            sum += shares[t] * column[t];
        }
        return sum;
    }

    private double answer(double[] column) {
        if (poolsLogits()) {
            return pooled(column);
        }
        double yes = pooled(sigmoids(column));
        return Math.log(positive(yes) / positive(1 - yes));
    }

    private double[][] answerSeed(double[][] steps, double ofLogit) {
        double[] column = column(steps, label());
        double[] read = poolsLogits() ? column : sigmoids(column);
        double[] shares = shares(read);
        double yes = pooled(read);
        double[][] seed = new double[steps.length][steps[0].length];
        for (int t = 0; t < seed.length; t++) {
            double inner = poolsLogits() ? 1 : read[t] * (1 - read[t]) / (positive(yes) * positive(1 - yes));
            seed[t][label()] = ofLogit * shares[t] * inner;
        }
        return seed;
    }

    private float[] classes(double[][] steps) {
        double[][] read = poolsLogits() ? steps : softmax(steps);
        float[] logits = new float[steps[0].length];
        for (int k = 0; k < logits.length; k++) {
            double value = pooled(column(read, k));
            logits[k] = (float) (poolsLogits() ? value : Math.log(positive(value)));
        }
        return logits;
    }

    private double[][] classSeed(double[][] steps, float[] ofLogits) {
        double[][] read = poolsLogits() ? steps : softmax(steps);
        double[][] seed = new double[steps.length][ofLogits.length];
        for (int k = 0; k < ofLogits.length; k++) {
            double[] column = column(read, k);
            double[] shares = shares(column);
            double value = positive(pooled(column));
            for (int t = 0; t < seed.length; t++) {
                if (poolsLogits()) {
                    seed[t][k] += ofLogits[k] * shares[t];
                } else {
                    // of log p_k: p_tk (1[k = j] - p_tj) / p_k
                    double factor = ofLogits[k] * shares[t] * column[t] / value;
                    for (int j = 0; j < ofLogits.length; j++) {
                        seed[t][j] += factor * ((k == j ? 1 : 0) - read[t][j]);
                    }
                }
            }
        }
        return seed;
    }

    private static double positive(double probability) {
        return Math.max(probability, Double.MIN_NORMAL);
    }

    private static double[] sigmoids(double[] column) {
        return Arrays.stream(column).map(value -> 1 / (1 + Math.exp(-value))).toArray();
    }

    private static double[][] softmax(double[][] steps) {
        return Arrays.stream(steps).map(LogitReader::softmax).toArray(double[][]::new);
    }

    private static double[] softmax(double[] values) {
        double largest = Arrays.stream(values).max().orElse(0);
        double[] powers =
                Arrays.stream(values).map(value -> Math.exp(value - largest)).toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / sum).toArray();
    }
}
