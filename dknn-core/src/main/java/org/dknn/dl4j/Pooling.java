package org.dknn.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Pooling of the activations of a sequence, one vector per time step, into one vector. */
public enum Pooling {
    /** The largest value of each channel over time. */
    MAX_OVER_TIME {
        @Override
        INDArray pool(INDArray sequence) {
            return sequence.max(2);
        }
    },

    /** The mean of each channel over time. */
    MEAN_OVER_TIME {
        @Override
        INDArray pool(INDArray sequence) {
            return sequence.mean(2);
        }
    },

    /** The vector of the last time step. */
    LAST_STEP {
        @Override
        INDArray pool(INDArray sequence) {
            return sequence.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(sequence.size(2) - 1));
        }
    };

    /**
     * Pools a batch.
     *
     * @param sequence {@code [batch x channels x time]}
     * @return {@code [batch x channels]}
     */
    abstract INDArray pool(INDArray sequence);
}
