package org.dknn.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepPoolingTest {

    private static final int[][] IDS = {{0, 1, 2}, {2}};

    /** Three vectors of two values. */
    private static Steps steps(float... table) {
        return Steps.of(IDS, 3, table);
    }

    @Test
    void values_by_hand() {
        Steps steps = steps(-1, -0f, -3, 4, -2, 0.5f);

        assertArrayEquals(new float[] {-1, 4, -2, 0.5f}, StepPooling.MAX.pool(steps, 2));
        assertArrayEquals(new float[] {-6, 4.5f, -2, 0.5f}, StepPooling.SUM.pool(steps, 2));
        assertArrayEquals(new float[] {-2, 1.5f, -2, 0.5f}, StepPooling.MEAN.pool(steps, 2));
        assertArrayEquals(new float[] {-2, 0.5f, -2, 0.5f}, StepPooling.LAST.pool(steps, 2));
    }

    /** The first text has all three steps, of which the first two are equal in the first value; the second text has the third. */
    @Test
    void slopes_by_hand() {
        Steps steps = steps(3, 1, 3, 4, -2, 0.5f);
        float[] slopes = {6, 9, 10, 20};

        assertArrayEquals(new float[] {6, 0, 0, 9, 10, 20}, back(StepPooling.MAX, steps, slopes));
        assertArrayEquals(new float[] {6, 9, 6, 9, 16, 29}, back(StepPooling.SUM, steps, slopes));
        assertArrayEquals(new float[] {2, 3, 2, 3, 12, 23}, back(StepPooling.MEAN, steps, slopes));
        assertArrayEquals(new float[] {0, 0, 0, 0, 16, 29}, back(StepPooling.LAST, steps, slopes));
    }

    /** The second text has no largest value: its slopes must not go to steps of the first. */
    @Test
    void slopes_behind_what_is_no_number_stay_in_their_text() {
        Steps steps = steps(3, 1, 3, 4, Float.NaN, Float.NEGATIVE_INFINITY);

        assertArrayEquals(new float[] {6, 0, 0, 9, 10, 20}, back(StepPooling.MAX, steps, new float[] {6, 9, 10, 20}));
    }

    private static float[] back(StepPooling pooling, Steps steps, float... slopes) {
        float[] sums = new float[6];
        pooling.back(steps, 2, slopes, sums);
        return sums;
    }

    /** What is no number is no maximum that can be passed over; processors make those with and without a sign. */
    @ParameterizedTest
    @ValueSource(ints = {0x7fc00000, 0xffc00000, 0x7f800001, 0xffffffff})
    void what_is_no_number_stays_so(int bits) {
        float[] pooled = StepPooling.MAX.pool(steps(1, 0, Float.intBitsToFloat(bits), 0, 2, 0), 2);

        assertTrue(Float.isNaN(pooled[0]), Float.toString(pooled[0]));
        assertArrayEquals(new float[] {0, 2, 0}, new float[] {pooled[1], pooled[2], pooled[3]});
    }

    @ParameterizedTest
    @EnumSource(StepPooling.class)
    void infinities_stay_what_they_are(StepPooling pooling) {
        float[] pooled = pooling.pool(steps(1, 0, 3, 0, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY), 2);

        assertTrue(pooled[2] == Float.NEGATIVE_INFINITY && pooled[3] == Float.POSITIVE_INFINITY);
    }
}
