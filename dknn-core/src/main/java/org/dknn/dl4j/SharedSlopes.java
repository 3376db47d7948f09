package org.dknn.dl4j;

/**
 * Derivatives of a score by what the vertices of a network gave for one batch of texts, each at its place: sums, which grow from zeros
 * while they are gathered. Used by one thread.
 */
final class SharedSlopes {

    private final float[][] values;

    SharedSlopes(int places) {
        this.values = new float[places][];
    }

    /**
     * By the values at a place, the vectors of texts or the table of steps.
     *
     * @param length number of values, always the same
     * @return to be added to
     */
    float[] of(int place, int length) {
        if (values[place] == null) {
            values[place] = new float[length];
        }
        return values[place];
    }

    /** Adds to the derivatives at a place, rows of equal lengths. */
    void addRows(int place, float[]... rows) {
        int width = rows[0].length;
        float[] sums = of(place, rows.length * width);
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < width; i++) {
                sums[row * width + i] += rows[row][i];
            }
        }
    }

    /** Adds to the derivatives at a place. */
    void add(int place, float[] more) {
        float[] sums = of(place, more.length);
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
    }
}
