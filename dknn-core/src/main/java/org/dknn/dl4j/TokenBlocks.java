package org.dknn.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.dknn.vector.FloatMatrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Layout of the vectors of tokens in an array of embeddings.
 *
 * <p>The array is {@code [blocks * inputs x width x tokens]}, or with the last two dimensions swapped, or an image of these with
 * one channel or one column. There are several blocks if a network stacks several texts to embed them at once.
 *
 * @param blocks rows of the array per input
 * @param tokens of each block
 * @param width of a vector
 * @param channelsLast whether the array is {@code [.. x tokens x width]}
 * @param shape of one row of the array
 */
record TokenBlocks(int blocks, int tokens, int width, boolean channelsLast, List<Long> shape) {

    /** The layout of an array of a number of inputs. */
    static TokenBlocks of(INDArray array, long inputs, boolean channelsLast) {
        List<Long> shape = Arrays.stream(array.shape()).skip(1).boxed().toList();
        List<Long> sides = sides(shape);
        if (sides.size() != 2 || array.size(0) % inputs != 0) {
            throw new IllegalArgumentException("gradients need the embeddings of " + inputs
                    + " inputs as [inputs x width x tokens], or as an image of one channel or column, got "
                    + Arrays.toString(array.shape()));
        }
        return new TokenBlocks(
                Math.toIntExact(array.size(0) / inputs),
                Math.toIntExact(sides.get(channelsLast ? 0 : 1)),
                Math.toIntExact(sides.get(channelsLast ? 1 : 0)),
                channelsLast,
                shape);
    }

    /** A sequence's two dimensions, or those of an image without its only channel or column. */
    private static List<Long> sides(List<Long> shape) {
        if (shape.size() == 3 && shape.get(0) == 1) {
            return shape.subList(1, 3);
        }
        return shape.size() == 3 && shape.get(2) == 1 ? shape.subList(0, 2) : shape;
    }

    /**
     * Whether an array of one text is an image with a word per row.
     *
     * @param length of the text
     * @throws IllegalArgumentException if its sides are equal, so that nobody can tell
     */
    static boolean isImageOfRows(INDArray array, int length) {
        if (array.rank() != 4 || array.size(1) != 1) {
            return false;
        }
        if (array.size(2) == array.size(3)) {
            throw new IllegalArgumentException(
                    "gradients need to know which side of an image is the words, got " + Arrays.toString(array.shape())
                            + " for the shortest text; give the encoder another minimum length");
        }
        return array.size(2) == length;
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
        long[] rows = {(long) blocks * inputs.size()};
        long[] all = LongStream.concat(Arrays.stream(rows), shape.stream().mapToLong(Long::longValue))
                .toArray();
        return Nd4j.createFromArray(values).reshape('c', all).castTo(type);
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
