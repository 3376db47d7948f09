package org.dknn.dl4j;

import java.util.Arrays;
import java.util.List;
import org.dknn.vector.FloatMatrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Layout of the vectors of tokens in an array of embeddings.
 *
 * <p>The array is {@code [blocks * inputs x width x tokens]}, or with the last two dimensions swapped. There are
 * several blocks if a network stacks several texts to embed them at once.
 *
 * @param blocks rows of the array per input
 * @param tokens of each block
 * @param width of a vector
 * @param channelsLast whether the array is {@code [.. x tokens x width]}
 */
record TokenBlocks(int blocks, int tokens, int width, boolean channelsLast) {

    /** The layout of an array of a number of inputs. */
    static TokenBlocks of(INDArray array, long inputs, boolean channelsLast) {
        if (array.rank() != 3 || array.size(0) % inputs != 0) {
            throw new IllegalArgumentException("gradients need the embeddings of " + inputs
                    + " inputs as [inputs x width x tokens], got " + Arrays.toString(array.shape()));
        }
        return new TokenBlocks(
                Math.toIntExact(array.size(0) / inputs),
                Math.toIntExact(array.size(channelsLast ? 1 : 2)),
                Math.toIntExact(array.size(channelsLast ? 2 : 1)),
                channelsLast);
    }

    /** Number of tokens of an input over all blocks. */
    int rows() {
        return blocks * tokens;
    }

    /**
     * Packs vectors into an array.
     *
     * @param inputs each {@code [.. x width]}
     * @param offset row of each input at which this array's tokens begin
     */
    INDArray pack(List<FloatMatrix> inputs, int offset, DataType type) {
        float[] values = FloatMatrix.allocate((long) inputs.size() * rows(), width);
        for (int i = 0; i < inputs.size(); i++) {
            for (int row = 0; row < rows(); row++) {
                float[] vector = inputs.get(i).row(offset + row);
                int start = start(row / tokens * inputs.size() + i, row % tokens);
                for (int d = 0; d < width; d++) {
                    values[start + d * stride()] = vector[d];
                }
            }
        }
        long[] shape = channelsLast
                ? new long[] {(long) blocks * inputs.size(), tokens, width}
                : new long[] {(long) blocks * inputs.size(), width, tokens};
        return Nd4j.createFromArray(values).reshape('c', shape).castTo(type);
    }

    /**
     * Unpacks the vectors of an array, in the order of {@link #pack}.
     *
     * @param targets one per input, values row by row
     */
    void unpack(INDArray array, float[][] targets, int offset) {
        float[] values = ArrayRows.copy(array);
        for (int i = 0; i < targets.length; i++) {
            for (int row = 0; row < rows(); row++) {
                int start = start(row / tokens * targets.length + i, row % tokens);
                for (int d = 0; d < width; d++) {
                    targets[i][(offset + row) * width + d] = values[start + d * stride()];
                }
            }
        }
    }

    private int start(int arrayRow, int token) {
        return arrayRow * width * tokens + (channelsLast ? token * width : token);
    }

    private int stride() {
        return channelsLast ? 1 : tokens;
    }
}
