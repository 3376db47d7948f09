package org.dknn.dl4j;

import java.lang.ref.Reference;
import org.dknn.vector.FloatMatrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies of ND4J arrays in Java memory. */
final class ArrayRows {

    private ArrayRows() {}

    /**
     * Copies a {@code [rows x width]} array, row by row.
     *
     * @return {@code rows * width} values, as floats whatever the array's type
     */
    static float[] copy(INDArray array) {
        INDArray floats = array.dataType() == DataType.FLOAT ? array : array.castTo(DataType.FLOAT);
        // dense and pooled layers arrive row by row in a buffer of their own; what does not is copied once more, by
        // ND4J
        INDArray dense = ownsRows(floats) ? floats : floats.dup('c');
        float[] values = FloatMatrix.allocate(dense.length(), 1);
        try {
            dense.data().asNioFloat().get(values);
        } finally {
            // the buffer is a window on memory that is freed with the array
            Reference.reachabilityFence(dense);
        }
        return values;
    }

    private static boolean ownsRows(INDArray array) {
        return array.rank() == 2
                && array.offset() == 0
                && array.data().length() == array.length()
                && array.stride(1) == 1
                && (array.stride(0) == array.size(1) || array.size(0) == 1);
    }
}
