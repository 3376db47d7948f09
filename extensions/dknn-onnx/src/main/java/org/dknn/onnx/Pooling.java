package org.dknn.onnx;

import java.nio.FloatBuffer;

/** How the vectors of a text's pieces become one vector. */
public enum Pooling {
    /** The mean over all pieces, with those that begin and end the text and without padding, as sentence encoders have it. */
    MEAN("mean") {
        @Override
        void pool(FloatBuffer rows, int start, int pieces, float[] pooled) {
            double[] sums = new double[pooled.length];
            for (int piece = 0; piece < pieces; piece++) {
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += rows.get(start + piece * sums.length + i);
                }
            }
            for (int i = 0; i < sums.length; i++) {
                pooled[i] = (float) (sums[i] / pieces);
            }
        }
    },

    /** The vector of the piece that begins the text, {@code [CLS]}, as classifiers have it. */
    CLS("cls") {
        @Override
        void pool(FloatBuffer rows, int start, int pieces, float[] pooled) {
            rows.get(start, pooled);
        }
    },

    /** The largest value of each channel over all pieces, without padding. */
    MAX("max") {
        @Override
        void pool(FloatBuffer rows, int start, int pieces, float[] pooled) {
            rows.get(start, pooled);
            for (int piece = 1; piece < pieces; piece++) {
                for (int i = 0; i < pooled.length; i++) {
                    pooled[i] = Math.max(pooled[i], rows.get(start + piece * pooled.length + i));
                }
            }
        }
    };

    private final String token;

    Pooling(String token) {
        this.token = token;
    }

    /** The name in files. */
    String token() {
        return token;
    }

    /**
     * Pools the pieces of one text.
     *
     * @param rows {@code [... x pieces x width]}
     * @param start of the text's first value
     * @param pieces of the text, without padding
     * @param pooled takes the vector; its length is the width
     */
    abstract void pool(FloatBuffer rows, int start, int pieces, float[] pooled);
}
