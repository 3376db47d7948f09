package org.dknn.dl4j;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** An activation function in Java, for a few values; a call of ND4J costs as much as some thousand of them. */
interface JavaActivation {

    /** Changes vectors, {@code [rows x width]}, row by row. */
    void apply(float[] values, int width);

    /** The Java form of a function, if it has one here. */
    static Optional<JavaActivation> of(IActivation function) {
        if (function instanceof ActivationIdentity) {
            return Optional.of((values, width) -> {});
        }
        if (function instanceof ActivationReLU relu
                && isZero(relu.getMax())
                && isZero(relu.getThreshold())
                && isZero(relu.getNegativeSlope())) {
            return Optional.of((values, width) -> positive(values));
        }
        if (function instanceof ActivationLReLU leaky) {
            return Optional.of((values, width) -> leaky(values, (float) leaky.getAlpha()));
        }
        if (function instanceof ActivationTanH) {
            return Optional.of((values, width) -> tanh(values));
        }
        if (function instanceof ActivationSigmoid) {
            return Optional.of((values, width) -> sigmoid(values));
        }
        return function instanceof ActivationSoftmax ? Optional.of(JavaActivation::softmax) : Optional.empty();
    }

    private static boolean isZero(@Nullable Double setting) {
        return setting == null || setting == 0;
    }

    /** Without a branch, as vector instructions have it. */
    private static void positive(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(values[i], 0);
        }
    }

    private static void leaky(float[] values, float slope) {
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] < 0 ? slope * values[i] : values[i];
        }
    }

    private static void tanh(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.tanh(values[i]);
        }
    }

    private static void sigmoid(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (1 / (1 + Math.exp(-values[i])));
        }
    }

    private static void softmax(float[] values, int width) {
        for (int start = 0; start < values.length; start += width) {
            softmax(values, start, width);
        }
    }

    /** Makes probabilities of logits, which begin at {@code start}. */
    static void softmax(float[] values, int start, int width) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = start; i < start + width; i++) {
            largest = Math.max(largest, values[i]);
        }
        double sum = 0;
        for (int i = start; i < start + width; i++) {
            sum += Math.exp(values[i] - largest);
        }
        for (int i = start; i < start + width; i++) {
            values[i] = (float) (Math.exp(values[i] - largest) / sum);
        }
    }
}
