package org.dknn.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.dknn.activation.Fingerprint;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.CrossEntropy;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Lbfgs;
import org.dknn.internal.Softmax;
import org.dknn.vector.FloatMatrix;

/**
 * Multinomial logistic regression over the vectors of texts: weights and a bias per class. Immutable, thread-safe.
 */
public final class SoftmaxHead {

    private static final String KIND = "dknn-softmax-head";
    private static final int VERSION = 1;

    /** How many times differences along the head's directions count beside all others. */
    private static final double STRETCH = 8;

    private final int classes;
    private final int width;

    /** Per class, the weights and the bias behind them. */
    private final double[] weights;

    SoftmaxHead(int classes, int width, double... weights) {
        this.classes = classes;
        this.width = width;
        this.weights = weights;
    }

    /**
     * Trains a head with the penalty 1, for two classes 2: the weights of two classes are opposite, so that this is the
     * logistic regression of scikit-learn at its default.
     *
     * @param vectors of the training texts, {@code [texts x width]}, such as {@link OnnxEncoder#vectors} gives them
     * @param labels one per text, in {@code 0..classes - 1}
     * @param classes number of classes, at least 2
     */
    public static SoftmaxHead train(FloatMatrix vectors, int[] labels, int classes) {
        return train(vectors, labels, classes, classes == 2 ? 2 : 1);
    }

    /**
     * Trains a head: minimizes the sum of the cross-entropies plus half the penalty times the sum of squared weights,
     * without the biases, by L-BFGS. The result depends on the examples alone.
     *
     * @param vectors of the training texts, {@code [texts x width]}, finite
     * @param labels one per text, in {@code 0..classes - 1}
     * @param classes number of classes, at least 2
     * @param penalty above 0; larger means smaller weights
     * @throws IllegalArgumentException if there is no text, the numbers differ, or a label is not among the classes
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     * @see <a href="https://doi.org/10.1007/BF01589116">Liu and Nocedal (1989), L-BFGS</a>
     */
    public static SoftmaxHead train(FloatMatrix vectors, int[] labels, int classes, double penalty) {
        if (vectors.rows() == 0 || vectors.rows() != labels.length) {
            throw new IllegalArgumentException("needs one label per text and at least one text, got " + labels.length
                    + " labels of " + vectors.rows() + " texts");
        }
        if (classes < 2 || !(penalty > 0)) {
            throw new IllegalArgumentException(
                    "needs at least 2 classes and a penalty above 0, got " + classes + " and " + penalty);
        }
        for (int label : labels) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("labels must be in 0.." + (classes - 1) + ", got " + label);
            }
        }
        vectors.requireFinite("vectors");
        CrossEntropy.Examples texts = new CrossEntropy.Examples(
                (row, target) -> vectors.copyRows(row, row + 1, target, 0), vectors.columns(), labels.clone(), classes);
        int[] all = IntStream.range(0, labels.length).toArray();
        return new SoftmaxHead(
                classes, vectors.columns(), Lbfgs.minimize(new CrossEntropy(texts, all, penalty, 0), texts.weights()));
    }

    /** Number of classes. */
    public int classes() {
        return classes;
    }

    /** Width of the vectors that it reads. */
    public int width() {
        return width;
    }

    /**
     * The probabilities of the classes.
     *
     * @param vectors {@code [texts x width]}
     * @return {@code [texts x classes]}
     */
    public FloatMatrix probabilities(FloatMatrix vectors) {
        requireWidth(vectors);
        float[] all = FloatMatrix.allocate(vectors.rows(), classes);
        for (int row = 0; row < vectors.rows(); row++) {
            double[] scores = CrossEntropy.scores(vectors.row(row), weights, classes);
            Softmax.replace(scores);
            for (int label = 0; label < classes; label++) {
                all[row * classes + label] = (float) scores[label];
            }
        }
        return FloatMatrix.wrap(vectors.rows(), classes, all);
    }

    private void requireWidth(FloatMatrix vectors) {
        if (vectors.columns() != width) {
            throw new IllegalArgumentException(
                    "the head reads vectors of width " + width + ", got " + vectors.columns());
        }
    }

    /**
     * Vectors stretched along the directions by which the head tells classes apart. A direction is the weights of a class less their mean
     * over the classes. All directions are scaled by one factor, so that the root of the sum of their squares is {@code 8 sqrt(classes - 1)}.
     * Behind the values of each vector stand its products with the directions.
     *
     * @param vectors {@code [texts x width]}
     * @return {@code [texts x (width + classes)]}
     * @see <a href="https://doi.org/10.1109/34.506411">Hastie and Tibshirani (1996), discriminant adaptive nearest neighbors</a>
     */
    public FloatMatrix stretched(FloatMatrix vectors) {
        requireWidth(vectors);
        double[] directions = directions();
        int columns = width + classes;
        float[] all = FloatMatrix.allocate(vectors.rows(), columns);
        for (int row = 0; row < vectors.rows(); row++) {
            for (int i = 0; i < width; i++) {
                all[row * columns + i] = vectors.get(row, i);
            }
            double[] scores = CrossEntropy.scores(vectors.row(row), directions, classes);
            for (int label = 0; label < classes; label++) {
                all[row * columns + width + label] = (float) scores[label];
            }
        }
        return FloatMatrix.wrap(vectors.rows(), columns, all);
    }

    /** Weights less their mean over the classes, scaled, in the places of {@link #weights}; no biases. */
    private double[] directions() {
        double[] directions = new double[weights.length];
        double squares = 0;
        for (int i = 0; i < width; i++) {
            double mean = 0;
            for (int label = 0; label < classes; label++) {
                mean += weights[label * (width + 1) + i] / classes;
            }
            for (int label = 0; label < classes; label++) {
                int place = label * (width + 1) + i;
                directions[place] = weights[place] - mean;
                squares += directions[place] * directions[place];
            }
        }
        double unit = squares == 0 ? 0 : STRETCH * Math.sqrt((classes - 1) / squares);
        for (int i = 0; i < directions.length; i++) {
            directions[i] *= unit;
        }
        return directions;
    }

    String fingerprint() {
        ByteBuffer bytes = ByteBuffer.allocate(weights.length * Double.BYTES);
        bytes.asDoubleBuffer().put(weights);
        return new Fingerprint().add("head " + classes + " " + width).add(bytes).value();
    }

    /** Writes the head to a file, replacing an existing one. */
    public void save(Path file) throws IOException {
        ContainerFile.write(file, KIND, VERSION, out -> {
            out.writeInt(classes);
            out.writeInt(width);
            for (double weight : weights) {
                out.writeDouble(weight);
            }
        });
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws DknnFormatException if the file is damaged
     */
    public static SoftmaxHead load(Path file) throws IOException {
        return ContainerFile.read(file, KIND, VERSION, (in, version) -> {
            int classes = in.readInt();
            int width = in.readInt();
            if (classes < 2 || width < 1 || (long) classes * (width + 1L) > Integer.MAX_VALUE / Double.BYTES) {
                throw new DknnFormatException("a head cannot have " + classes + " classes and the width " + width);
            }
            double[] weights = new double[classes * (width + 1)];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = in.readDouble();
            }
            return new SoftmaxHead(classes, width, weights);
        });
    }

    @Override
    public String toString() {
        return "SoftmaxHead[" + width + " -> " + classes + "]";
    }
}
