package org.dknn.bench.study;

import org.dknn.vector.FloatMatrix;

/**
 * Squared Mahalanobis distance of a vector from the nearest class mean, by one covariance of all classes.
 *
 * @see <a href="https://arxiv.org/abs/1807.03888">Lee, Lee, Lee and Shin (2018)</a>
 */
final class Mahalanobis {

    /** Added to the diagonal, in units of its mean: vectors of ReLU units often have columns that never vary. */
    private static final double RIDGE = 1e-4;

    private final double[][] means;

    /** Lower triangle L of the covariance L L'. */
    private final double[][] root;

    private Mahalanobis(double[][] means, double[][] root) {
        this.means = means;
        this.root = root;
    }

    /**
     * Fits means and covariance.
     *
     * @param labels one per vector; each class has at least one
     */
    static Mahalanobis of(FloatMatrix vectors, int[] labels, int classes) {
        double[][] means = means(vectors, labels, classes);
        double[][] covariance = new double[vectors.columns()][vectors.columns()];
        for (int row = 0; row < labels.length; row++) {
            double[] rest = less(vectors.row(row), means[labels[row]]);
            for (int i = 0; i < rest.length; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += rest[i] * rest[j] / labels.length;
                }
            }
        }
        double trace = 0;
        for (int i = 0; i < covariance.length; i++) {
            trace += covariance[i][i];
        }
        for (int i = 0; i < covariance.length; i++) {
            covariance[i][i] += Math.max(RIDGE * trace / covariance.length, Double.MIN_NORMAL);
        }
        return new Mahalanobis(means, root(covariance));
    }

    private static double[][] means(FloatMatrix vectors, int[] labels, int classes) {
        double[][] means = new double[classes][vectors.columns()];
        int[] counts = new int[classes];
        for (int row = 0; row < labels.length; row++) {
            counts[labels[row]]++;
            for (int i = 0; i < vectors.columns(); i++) {
                means[labels[row]][i] += vectors.get(row, i);
            }
        }
        for (int label = 0; label < classes; label++) {
            for (int i = 0; i < means[label].length; i++) {
                means[label][i] /= counts[label];
            }
        }
        return means;
    }

    private static double[] less(float[] vector, double[] mean) {
        double[] rest = new double[mean.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = vector[i] - mean[i];
        }
        return rest;
    }

    /** Cholesky's decomposition; only the lower triangle is read. */
    private static double[][] root(double[][] matrix) {
        double[][] root = new double[matrix.length][matrix.length];
        for (int i = 0; i < root.length; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= root[i][k] * root[j][k];
                }
                root[i][j] = i == j ? Math.sqrt(rest) : rest / root[j][j];
            }
        }
        return root;
    }

    /** Distances of vectors. */
    double[] distances(FloatMatrix vectors) {
        double[] distances = new double[vectors.rows()];
        for (int row = 0; row < distances.length; row++) {
            distances[row] = Double.POSITIVE_INFINITY;
            for (double[] mean : means) {
                distances[row] = Math.min(distances[row], squaredLength(less(vectors.row(row), mean)));
            }
        }
        return distances;
    }

    /** Squared length of the solution x of L x = vector. */
    private double squaredLength(double[] vector) {
        double sum = 0;
        double[] solved = new double[vector.length];
        for (int i = 0; i < solved.length; i++) {
            double rest = vector[i];
            for (int j = 0; j < i; j++) {
                rest -= root[i][j] * solved[j];
            }
            solved[i] = rest / root[i][i];
            sum += solved[i] * solved[i];
        }
        return sum;
    }
}
