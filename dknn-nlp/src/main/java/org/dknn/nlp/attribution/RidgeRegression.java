package org.dknn.nlp.attribution;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/** Weighted least squares with a penalty on squared slopes, but none on the intercept. */
final class RidgeRegression {

    private RidgeRegression() {}

    /**
     * Fits a linear function.
     *
     * @param rows one per sample, all of one width; changed
     * @param values one per sample
     * @param weights one per sample, positive
     * @param ridge penalty as a share of the summed weights, positive
     * @return one slope per column
     */
    static double[] slopes(double[][] rows, double[] values, double[] weights, double ridge) {
        double total = Arrays.stream(weights).sum();
        double[] means = new double[rows[0].length];
        double mean = 0;
        for (int i = 0; i < rows.length; i++) {
            double share = weights[i] / total;
            double[] row = rows[i];
            Arrays.setAll(means, column -> means[column] + share * row[column]);
            mean += share * values[i];
        }
        double[] rest = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double root = Math.sqrt(weights[i]);
            double[] row = rows[i];
            Arrays.setAll(row, column -> root * (row[column] - means[column]));
            rest[i] = root * (values[i] - mean);
        }
        return solve(new Array2DRowRealMatrix(rows, false), rest, ridge * total);
    }

    /** By the smaller of the two equivalent systems. */
    private static double[] solve(RealMatrix matrix, double[] rest, double penalty) {
        RealMatrix turned = matrix.transpose();
        if (matrix.getRowDimension() < matrix.getColumnDimension()) {
            return turned.operate(inverse(matrix.multiply(turned), penalty, rest));
        }
        return inverse(turned.multiply(matrix), penalty, turned.operate(rest));
    }

    private static double[] inverse(RealMatrix square, double penalty, double[] right) {
        for (int i = 0; i < right.length; i++) {
            square.addToEntry(i, i, penalty);
        }
        // rounding leaves products of a matrix and its transpose as symmetric as commons-math wants them
        return new CholeskyDecomposition(square)
                .getSolver()
                .solve(new ArrayRealVector(right, false))
                .toArray();
    }
}
