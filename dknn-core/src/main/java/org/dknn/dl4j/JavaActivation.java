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
sealed interface JavaActivation {

    /** Changes vectors, {@code [rows x width]}, row by row. */
    void apply(float[] values, int width);

    /**
     * Makes derivatives by what was given of those by what came out.
     *
     * @param outputs what came out, {@code [rows x width]}, row by row
     * @param slopes the same number of derivatives, which are changed
     */
    void back(float[] outputs, float[] slopes, int width);

    /** The Java form of a function, if it has one here. */
    static Optional<JavaActivation> of(IActivation function) {
        if (function instanceof ActivationIdentity) {
            return Optional.of(Plain.IDENTITY);
        }
        if (function instanceof ActivationReLU relu
                && isZero(relu.getMax())
                && isZero(relu.getThreshold())
                && isZero(relu.getNegativeSlope())) {
            return Optional.of(new Leaky(0));
        }
        if (function instanceof ActivationLReLU leaky && leaky.getAlpha() >= 0) {
            return Optional.of(new Leaky((float) leaky.getAlpha()));
        }
        if (function instanceof ActivationTanH) {
            return Optional.of(Plain.TANH);
        }
        if (function instanceof ActivationSigmoid) {
            return Optional.of(Plain.SIGMOID);
        }
        return function instanceof ActivationSoftmax ? Optional.of(Plain.SOFTMAX) : Optional.empty();
    }

    private static boolean isZero(@Nullable Double setting) {
        return setting == null || setting == 0;
    }

    /**
     * A value that is not negative, or a share of one that is.
     *
     * @param slope the share, not negative, so that outputs keep the signs
     */
    record Leaky(float slope) implements JavaActivation {

        @Override
        public void apply(float[] values, int width) {
            for (int i = 0; i < values.length; i++) {
                // without a branch, as vector instructions have it
                values[i] = Math.max(values[i], 0) + slope * Math.min(values[i], 0);
            }
        }

        @Override
        public void back(float[] outputs, float[] slopes, int width) {
            for (int i = 0; i < slopes.length; i++) {
                // behind a maximum nearly all slopes are zero, and a branch that is foreseen costs nothing
                if (slopes[i] != 0 && outputs[i] <= 0) {
                    slopes[i] *= slope;
                }
            }
        }
    }

    /** Functions without a setting. */
    enum Plain implements JavaActivation {
        IDENTITY {
            @Override
            public void apply(float[] values, int width) {}

            @Override
            public void back(float[] outputs, float[] slopes, int width) {}
        },
        TANH {
            @Override
            public void apply(float[] values, int width) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) Math.tanh(values[i]);
                }
            }

            @Override
            public void back(float[] outputs, float[] slopes, int width) {
                for (int i = 0; i < slopes.length; i++) {
                    slopes[i] *= 1 - outputs[i] * outputs[i];
                }
            }
        },
        SIGMOID {
            @Override
            public void apply(float[] values, int width) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (1 / (1 + Math.exp(-values[i])));
                }
            }

            @Override
            public void back(float[] outputs, float[] slopes, int width) {
                for (int i = 0; i < slopes.length; i++) {
                    slopes[i] *= outputs[i] * (1 - outputs[i]);
                }
            }
        },
        SOFTMAX {
            @Override
            public void apply(float[] values, int width) {
                for (int start = 0; start < values.length; start += width) {
                    softmax(values, start, width);
                }
            }

            /** Of p: p_j (s_j - the sum of all p_i s_i). */
            @Override
            public void back(float[] outputs, float[] slopes, int width) {
                for (int start = 0; start < slopes.length; start += width) {
                    double sum = 0;
                    for (int i = start; i < start + width; i++) {
                        sum += (double) outputs[i] * slopes[i];
                    }
                    for (int i = start; i < start + width; i++) {
                        slopes[i] = (float) (outputs[i] * (slopes[i] - sum));
                    }
                }
            }
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
