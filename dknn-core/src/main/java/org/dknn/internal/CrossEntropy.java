package org.dknn.internal;

/**
 * Cross-entropy of a softmax over linear scores, summed over examples, with half the penalty times the sum of the squared weights; biases are
 * free. A point has, per class, the weights and the bias behind them.
 */
public final class CrossEntropy implements Lbfgs.Loss {

    private final Rows rows;
    private final int[] ordinals;
    private final int[] labels;
    private final int classes;
    private final int width;
    private final double penalty;

    /** Where the vectors of examples are read. */
    public interface Rows {
        /** Writes the vector of an example. */
        void read(int ordinal, float[] target);
    }

    /**
     * The loss on some examples.
     *
     * @param ordinals of the examples
     * @param labels one per ordinal there is, in {@code [0, classes)}; kept, not copied
     */
    public CrossEntropy(Rows rows, int[] ordinals, int[] labels, int classes, int width, double penalty) {
        this.rows = rows;
        this.ordinals = ordinals;
        this.labels = labels;
        this.classes = classes;
        this.width = width;
        this.penalty = penalty;
    }

    /** Number of weights and biases. */
    public int size() {
        return classes * (width + 1);
    }

    @Override
    public double at(double[] weights, double[] gradient) {
        double loss = 0;
        for (int i = 0; i < weights.length; i++) {
            boolean isBias = i % (width + 1) == width;
            gradient[i] = isBias ? 0 : penalty * weights[i];
            loss += isBias ? 0 : penalty * weights[i] * weights[i] / 2;
        }
        float[] vector = new float[width];
        for (int ordinal : ordinals) {
            rows.read(ordinal, vector);
            double[] scores = scores(vector, weights, classes);
            double own = scores[labels[ordinal]];
            loss += Softmax.replace(scores) - own;
            for (int label = 0; label < classes; label++) {
                add(gradient, label * (width + 1), scores[label] - (label == labels[ordinal] ? 1 : 0), vector);
            }
        }
        return loss;
    }

    private static void add(double[] gradient, int start, double error, float[] vector) {
        for (int i = 0; i < vector.length; i++) {
            gradient[start + i] += error * vector[i];
        }
        gradient[start + vector.length] += error;
    }

    /** The scores of a vector, one per class. */
    public static double[] scores(float[] vector, double[] weights, int classes) {
        double[] scores = new double[classes];
        for (int label = 0; label < classes; label++) {
            int start = label * (vector.length + 1);
            double sum = weights[start + vector.length];
            for (int i = 0; i < vector.length; i++) {
                sum += weights[start + i] * vector[i];
            }
            scores[label] = sum;
        }
        return scores;
    }
}
