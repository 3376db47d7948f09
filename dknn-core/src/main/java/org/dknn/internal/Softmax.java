package org.dknn.internal;

/** Probabilities of logits. */
public final class Softmax {

    private Softmax() {}

    /** The softmax of logits; of a single one, the probabilities of "no" and "yes". NaN stays NaN. */
    public static float[] of(float... logits) {
        double[] values = logits.length == 1 ? new double[] {0, logits[0]} : new double[logits.length];
        for (int i = 0; i < logits.length && logits.length > 1; i++) {
            values[i] = logits[i];
        }
        replace(values);
        float[] probabilities = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            probabilities[i] = (float) values[i];
        }
        return probabilities;
    }

    /** Puts probabilities in the place of logits. Returns the logarithm of the sum of their exponentials. */
    public static double replace(double[] values) {
        double largest = values[0];
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(values[i] - largest);
            sum += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
        return largest + Math.log(sum);
    }
}
