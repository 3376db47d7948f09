package org.dknn.onnx;

import org.dknn.vector.FloatMatrix;

/** Cross-entropy of a softmax over linear scores, with a penalty of its weights. */
final class CrossEntropy implements Lbfgs.Loss {

    private final FloatMatrix vectors;
    private final int[] labels;
    private final int classes;
    private final double penalty;

    /**
     * The loss on some examples.
     *
     * @param penalty of the squared weights, halved; biases are free
     */
    CrossEntropy(FloatMatrix vectors, int[] labels, int classes, double penalty) {
        this.vectors = vectors;
        this.labels = labels;
        this.classes = classes;
        this.penalty = penalty;
    }

    @Override
    public double at(double[] weights, double[] gradient) {
        int width = vectors.columns();
        double loss = 0;
        for (int i = 0; i < weights.length; i++) {
            boolean isBias = i % (width + 1) == width;
            gradient[i] = isBias ? 0 : penalty * weights[i];
            loss += isBias ? 0 : penalty * weights[i] * weights[i] / 2;
        }
        for (int row = 0; row < labels.length; row++) {
            double[] scores = SoftmaxHead.scores(vectors, row, weights, classes);
            double own = scores[labels[row]];
            loss += Softmax.replace(scores) - own;
            for (int label = 0; label < classes; label++) {
                add(gradient, label, scores[label] - (label == labels[row] ? 1 : 0), row);
            }
        }
        return loss;
    }

    private void add(double[] gradient, int label, double error, int row) {
        int width = vectors.columns();
        int start = label * (width + 1);
        for (int i = 0; i < width; i++) {
            gradient[start + i] += error * vectors.get(row, i);
        }
        gradient[start + width] += error;
    }
}
