package org.dknn.internal;

/**
 * Cross-entropy of a softmax over linear scores, summed over examples, with half the penalty times the sum of the squared weights. A
 * point has, per class, the weights and the bias behind them.
 */
public final class CrossEntropy implements Lbfgs.Loss {

    private final Examples examples;
    private final int[] ordinals;
    private final double penalty;
    private final double biasPenalty;

    /** Where the vectors of examples are read. */
    public interface Vectors {

        /** Writes the vector of an example. */
        void read(int ordinal, float[] target);
    }

    /** Labelled vectors. */
    public static final class Examples {

        private final Vectors vectors;
        private final int width;
        private final int[] labels;
        private final int classes;

        /**
         * All examples, of which a loss may take some.
         *
         * @param width number of values of a vector
         * @param labels one per example, in {@code [0, classes)}; kept, not copied
         */
        public Examples(Vectors vectors, int width, int[] labels, int classes) {
            this.vectors = vectors;
            this.width = width;
            this.labels = labels;
            this.classes = classes;
        }

        /** Number of weights and biases. */
        public int weights() {
            return classes * (width + 1);
        }
    }

    /**
     * The loss on some examples.
     *
     * @param ordinals of the examples; kept, not copied
     * @param penalty of squared weights, halved
     * @param biasPenalty of squared biases, halved; 0 lets the bias of a class without examples fall for ever
     */
    public CrossEntropy(Examples examples, int[] ordinals, double penalty, double biasPenalty) {
        this.examples = examples;
        this.ordinals = ordinals;
        this.penalty = penalty;
        this.biasPenalty = biasPenalty;
    }

    @Override
    public double at(double[] weights, double[] gradient) {
        int width = examples.width;
        double loss = 0;
        for (int i = 0; i < weights.length; i++) {
            double own = i % (width + 1) == width ? biasPenalty : penalty;
            gradient[i] = own * weights[i];
            loss += own * weights[i] * weights[i] / 2;
        }
        float[] vector = new float[width];
        for (int ordinal : ordinals) {
            examples.vectors.read(ordinal, vector);
            double[] scores = scores(vector, weights, examples.classes);
            double own = scores[examples.labels[ordinal]];
            loss += Softmax.replace(scores) - own;
            for (int label = 0; label < scores.length; label++) {
                add(gradient, label * (width + 1), scores[label] - (label == examples.labels[ordinal] ? 1 : 0), vector);
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
