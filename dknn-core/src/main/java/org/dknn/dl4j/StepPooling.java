package org.dknn.dl4j;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.PoolingType;

/** How the steps of a text become one vector. */
enum StepPooling {
    MAX {
        @Override
        float[] pool(Steps steps, int width) {
            int[] keys = keys(steps.table());
            float[] pooled = new float[steps.ids().length * width];
            int[] largest = new int[width];
            for (int text = 0; text < steps.ids().length; text++) {
                Arrays.fill(largest, Integer.MIN_VALUE);
                for (int id : steps.ids()[text]) {
                    max(keys, id * width, largest);
                }
                for (int i = 0; i < width; i++) {
                    pooled[text * width + i] = Float.intBitsToFloat(key(largest[i]));
                }
            }
            return pooled;
        }

        /** Of equal steps the first one counts, as in DL4J. */
        @Override
        void back(Steps steps, int width, float[] slopes, float[] sums) {
            float[] table = steps.table();
            float[] largest = new float[width];
            int[] at = new int[width];
            for (int text = 0; text < steps.ids().length; text++) {
                Arrays.fill(largest, Float.NEGATIVE_INFINITY);
                Arrays.fill(at, steps.ids()[text][0]);
                for (int id : steps.ids()[text]) {
                    for (int i = 0; i < width; i++) {
                        if (table[id * width + i] > largest[i]) {
                            largest[i] = table[id * width + i];
                            at[i] = id;
                        }
                    }
                }
                for (int i = 0; i < width; i++) {
                    sums[at[i] * width + i] += slopes[text * width + i];
                }
            }
        }
    },
    SUM {
        @Override
        float[] pool(Steps steps, int width) {
            float[] pooled = new float[steps.ids().length * width];
            for (int text = 0; text < steps.ids().length; text++) {
                for (int id : steps.ids()[text]) {
                    add(steps.table(), id * width, pooled, text * width, width);
                }
            }
            return pooled;
        }

        @Override
        void back(Steps steps, int width, float[] slopes, float[] sums) {
            for (int text = 0; text < steps.ids().length; text++) {
                for (int id : steps.ids()[text]) {
                    add(slopes, text * width, sums, id * width, width);
                }
            }
        }
    },
    MEAN {
        @Override
        float[] pool(Steps steps, int width) {
            float[] pooled = SUM.pool(steps, width);
            for (int i = 0; i < pooled.length; i++) {
                pooled[i] /= steps.ids()[i / width].length;
            }
            return pooled;
        }

        @Override
        void back(Steps steps, int width, float[] slopes, float[] sums) {
            float[] each = new float[slopes.length];
            for (int i = 0; i < each.length; i++) {
                each[i] = slopes[i] / steps.ids()[i / width].length;
            }
            SUM.back(steps, width, each, sums);
        }
    },
    LAST {
        @Override
        float[] pool(Steps steps, int width) {
            float[] pooled = new float[steps.ids().length * width];
            for (int text = 0; text < steps.ids().length; text++) {
                int[] ids = steps.ids()[text];
                System.arraycopy(steps.table(), ids[ids.length - 1] * width, pooled, text * width, width);
            }
            return pooled;
        }

        @Override
        void back(Steps steps, int width, float[] slopes, float[] sums) {
            for (int text = 0; text < steps.ids().length; text++) {
                int[] ids = steps.ids()[text];
                add(slopes, text * width, sums, ids[ids.length - 1] * width, width);
            }
        }
    };

    /**
     * Pools the steps of each text.
     *
     * @return {@code [texts x width]}, row by row
     */
    abstract float[] pool(Steps steps, int width);

    /**
     * Gives derivatives by pooled vectors to the steps.
     *
     * @param slopes {@code [texts x width]}, row by row
     * @param sums of the shape of the steps' table, to which they are added
     */
    abstract void back(Steps steps, int width, float[] slopes, float[] sums);

    static StepPooling of(Pooling pooling) {
        return switch (pooling) {
            case MAX_OVER_TIME -> MAX;
            case MEAN_OVER_TIME -> MEAN;
            case LAST_STEP -> LAST;
        };
    }

    static StepPooling of(PoolingType type) {
        return switch (type) {
            case MAX -> MAX;
            case AVG -> MEAN;
            case SUM -> SUM;
            case PNORM -> throw new UnsupportedOperationException("pooling by a norm");
        };
    }

    /**
     * Ints in the order of floats, those that are no numbers last: Java makes vector instructions of the maximum of ints, not of that
     * of floats.
     */
    private static int[] keys(float[] values) {
        int[] keys = new int[values.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(Float.floatToIntBits(values[i])); // with one sign of what is no number
        }
        return keys;
    }

    /** Its own inverse. */
    private static int key(int bits) {
        return bits ^ ((bits >> 31) & 0x7fffffff);
    }

    private static void max(int[] from, int start, int[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = Math.max(to[i], from[start + i]);
        }
    }

    private static void add(float[] from, int start, float[] to, int toStart, int width) {
        for (int i = 0; i < width; i++) {
            to[toStart + i] += from[start + i];
        }
    }
}
