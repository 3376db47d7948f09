package org.dknn.dl4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Numbers of words in an array that an embedding reads. */
final class WordIds {

    private WordIds() {}

    /**
     * Reads {@code [texts x words]} or {@code [texts x 1 x words]}.
     *
     * @return a row per text; none if the array is no such one
     */
    static int[][] read(INDArray array) {
        boolean hasColumns = array.rank() == 2 || (array.rank() == 3 && array.size(1) == 1);
        if (!hasColumns || array.length() > Integer.MAX_VALUE) {
            return new int[0][];
        }
        int texts = (int) array.size(0);
        int length = (int) array.size(array.rank() - 1);
        INDArray dense = array.ordering() == 'c' && !array.isView() ? array : array.dup('c');
        int[][] rows = new int[texts][length];
        boolean isInt = dense.dataType() == DataType.INT32;
        for (int i = 0; i < texts * length; i++) {
            double value = isInt ? dense.data().getInt(i) : dense.data().getDouble(i);
            rows[i / length][i % length] = (int) value;
            if (value != (int) value) {
                return new int[0][];
            }
        }
        return rows;
    }
}
