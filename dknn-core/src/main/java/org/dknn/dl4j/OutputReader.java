package org.dknn.dl4j;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reader of class probabilities from the array of an output.
 *
 * @param name of the vertex or variable, for messages
 * @param output how it is read
 * @param channelsLast whether a sequence has its classes last
 * @param independent whether its values are known to be sigmoids, each an answer of its own
 */
record OutputReader(String name, Output output, boolean channelsLast, boolean independent) {

    private static final double TOLERANCE = 0.01;

    /**
     * Number of classes.
     *
     * @param array the output for a probe
     * @throws IllegalArgumentException if it is no output of this kind; the message says which kind it looks like
     */
    int classes(INDArray array) {
        int width = width(pooled(array));
        for (float value : probabilities(array, array.size(0))) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("the output \"" + name + "\" must give probabilities, got " + value
                        + " for the shortest input; if its pooling needs longer texts, give the encoder"
                        + " LengthPolicy.minimum(n)");
            }
        }
        return output.label().isPresent() || width == 1 ? 2 : width;
    }

    /**
     * Reads a batch.
     *
     * @return {@code rows * classes} values, row by row
     */
    float[] probabilities(INDArray array, long rows) {
        INDArray vectors = pooled(array);
        int width = width(vectors);
        if (vectors.size(0) != rows) {
            throw new IllegalArgumentException("the output \"" + name + "\" must have one row per input, " + rows
                    + ", got " + Arrays.toString(array.shape()));
        }
        return probabilities(ArrayRows.copy(vectors), width);
    }

    /**
     * Reads the rows of an output that needs no pooling.
     *
     * @param values {@code rows * width} values, row by row, which are overwritten
     */
    float[] probabilities(float[] values, int width) {
        if (output.label().isPresent() || width == 1) {
            return answers(values, width, output.label().orElse(0));
        }
        for (int start = 0; start < values.length; start += width) {
            read(values, start, width);
        }
        return values;
    }

    private INDArray pooled(INDArray array) {
        boolean isSequence = array.rank() == 3 || array.rank() == 4;
        if (isSequence && output.pooling().isEmpty()) {
            throw new IllegalArgumentException("the output " + shape(array)
                    + " is a sequence, one distribution per step; say which one counts by .output(" + call()
                    + ".pooled(Pooling.LAST_STEP)), or another of " + Arrays.toString(Pooling.values()));
        }
        if (!isSequence && output.pooling().isPresent()) {
            throw new IllegalArgumentException(
                    "the output " + shape(array) + " gives one vector and needs no pooling, got "
                            + output.pooling().get());
        }
        return output.pooling()
                .map(pooling -> pooling.pool(Sequences.channelsFirst(array, channelsLast)))
                .orElse(array);
    }

    private int width(INDArray vectors) {
        if (vectors.rank() != 2) {
            throw new IllegalArgumentException(
                    "the output " + shape(vectors) + " must be [batch x classes], or a sequence of such");
        }
        int width = Math.toIntExact(vectors.size(1));
        int label = output.label().orElse(0);
        if (label >= width) {
            throw new IllegalArgumentException("the output " + shape(vectors) + " has the labels 0.." + (width - 1)
                    + ", got .label(" + label + ")");
        }
        return width;
    }

    /** One value of each row as (1 - p, p). */
    private float[] answers(float[] values, int width, int label) {
        float[] read = new float[values.length / width * 2];
        for (int row = 0; row < values.length / width; row++) {
            float value = values[row * width + label];
            // whether NaN is let through is decided where all activations are checked
            float yes = output.isLogits() ? (float) (1 / (1 + Math.exp(-value))) : value;
            if (yes < 0 || yes > 1) {
                throw new IllegalArgumentException("the output \"" + name + "\" must give a probability, got " + value
                        + "; if it is a logit, say so by .output(" + call() + ".logits())");
            }
            read[2 * row] = 1 - yes;
            read[2 * row + 1] = yes;
        }
        return read;
    }

    private void read(float[] values, int start, int width) {
        if (output.isLogits()) {
            JavaActivation.softmax(values, start, width);
            return;
        }
        double sum = 0;
        boolean negative = false;
        for (int i = start; i < start + width; i++) {
            sum += values[i];
            negative |= values[i] < 0 || values[i] > 1 + TOLERANCE;
        }
        boolean isLargest = output.pooling().isPresent() && output.pooling().get() == Pooling.MAX_OVER_TIME;
        if (negative || independent || (!isLargest && Math.abs(sum - 1) > TOLERANCE)) {
            throw new IllegalArgumentException(refusal(Arrays.copyOfRange(values, start, start + width), negative));
        }
        for (int i = start; isLargest && i < start + width; i++) {
            values[i] /= (float) sum;
        }
    }

    private String refusal(float[] row, boolean negative) {
        String start = "the output \"" + name + "\" must give probabilities that sum to 1, as softmax does, got "
                + shortened(row) + "; ";
        return negative
                ? start + "if they are logits, say so by .output(" + call() + ".logits())"
                : start + "if they are answers to " + row.length + " questions, a sigmoid each, choose one by .output("
                        + call() + ".label(i)), i in 0.." + (row.length - 1);
    }

    private static String shortened(float[] row) {
        return row.length <= 6
                ? Arrays.toString(row)
                : Arrays.toString(Arrays.copyOf(row, 6)).replace("]", ", ..]");
    }

    private String shape(INDArray array) {
        return "\"" + name + "\", " + Arrays.toString(array.shape()) + ",";
    }

    private String call() {
        return "Output.of(\"" + name + "\")";
    }
}
