package org.dknn;

/**
 * What the answers of a classifier depend on beside its neighbors: all of the same calibration examples.
 *
 * @param judge p-values and labels
 * @param ood out-of-distribution scores
 * @param measured on examples that were judged by these
 */
record CalibratedState<I>(ConformalJudge judge, OodScores<I> ood, Measured measured) {

    CalibratedState<I> with(Measured other) {
        return new CalibratedState<>(judge, ood, other);
    }
}
