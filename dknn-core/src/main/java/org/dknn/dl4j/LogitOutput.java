package org.dknn.dl4j;

import java.util.Arrays;
import org.dknn.activation.GradientExtractor.ClassOutput;
import org.dknn.vector.FloatMatrix;

/** Output of a network as a function of its logits. */
record LogitOutput(ClassOutput output, int classes) {

    LogitOutput {
        if (Math.max(output.label(), output.rival().orElse(0)) >= classes) {
            throw new IllegalArgumentException("labels must be in 0.." + (classes - 1) + ", got " + output);
        }
    }

    /** Probabilities of all inputs, {@code [inputs x classes]}. */
    static FloatMatrix softmax(FloatMatrix logits) {
        float[][] rows = new float[logits.rows()][logits.columns()];
        for (int i = 0; i < rows.length; i++) {
            double[] probabilities = softmax(logits.row(i));
            for (int label = 0; label < probabilities.length; label++) {
                rows[i][label] = (float) probabilities[label];
            }
        }
        return FloatMatrix.copyOf(rows);
    }

    private static double[] softmax(float[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double[] values = new double[logits.length];
        for (int label = 0; label < values.length; label++) {
            values[label] = Math.exp(logits[label] - largest);
        }
        double sum = Arrays.stream(values).sum();
        Arrays.setAll(values, label -> values[label] / sum);
        return values;
    }

    /** The output for one input. */
    double value(FloatMatrix logits, int input) {
        float[] row = logits.row(input);
        if (output.scale() == ClassOutput.Scale.PROBABILITY) {
            return output.read(softmax(row));
        }
        double[] values = new double[row.length];
        Arrays.setAll(values, label -> row[label]);
        return output.read(values);
    }

    /** Derivatives of the output by the logits, {@code [inputs x classes]}. */
    FloatMatrix seed(FloatMatrix logits) {
        float[][] rows = new float[logits.rows()][classes];
        for (int i = 0; i < rows.length; i++) {
            fill(rows[i], logits.row(i));
        }
        return FloatMatrix.copyOf(rows);
    }

    private void fill(float[] seed, float[] logits) {
        double[] probabilities = softmax(logits);
        double read = output.read(probabilities);
        for (int label = 0; label < classes; label++) {
            double share = share(label);
            // dp_c / dz_j = p_c (1[c = j] - p_j), summed over the classes read
            seed[label] =
                    (float) (output.scale() == ClassOutput.Scale.LOGIT ? share : probabilities[label] * (share - read));
        }
    }

    private int share(int label) {
        if (label == output.label()) {
            return 1;
        }
        return output.rival().isPresent() && output.rival().getAsInt() == label ? -1 : 0;
    }
}
