package org.dknn.cli.train;

/**
 * How long a recipe is tried, in passes through the training set (epochs). Small sets have few steps in a pass, so they get more passes.
 *
 * @param least passes before the trial can end
 * @param patience passes without an improvement on the dev set after which it ends
 * @param most passes after which it ends in any case
 * @param stepsPerLook steps between two looks at the dev set; the end of a pass is one, too
 * @param passesPerLine passes between two lines of progress
 */
record Pace(int least, int patience, int most, int stepsPerLook, int passesPerLine) {

    static Pace of(int stepsPerPass) {
        return new Pace(
                Math.max(4, passes(300, stepsPerPass)),
                Math.max(2, passes(120, stepsPerPass)),
                Math.max(20, passes(1_500, stepsPerPass)),
                Math.max(20, (stepsPerPass + 2) / 3),
                passes(60, stepsPerPass));
    }

    private static int passes(int steps, int stepsPerPass) {
        return (steps + stepsPerPass - 1) / stepsPerPass;
    }
}
