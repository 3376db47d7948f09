package org.dknn.dl4j;

/**
 * A convolution of stride 1 over steps. A window's sum is the sum of what each of its steps adds, which depends on the step and on
 * its place in the window only. So each different step is multiplied once, by {@link StepProjection}, and each different window adds
 * up a few rows. Steps outside of a text add nothing.
 *
 * @param from place of the steps
 * @param to place of the windows
 * @param reach which steps a window covers
 * @param column where the products of the first place of this convolution begin in those of all
 * @param sums where they begin and what becomes of them
 */
record WindowSums(int from, int to, Windows.Reach reach, int column, Sums sums) implements SharedVertex {

    /** The sums of a window, one per map. */
    static final class Sums {

        private final float[] bias;
        private final JavaActivation activation;

        Sums(float[] bias, JavaActivation activation) {
            this.bias = bias;
            this.activation = activation;
        }
    }

    @Override
    public void run(SharedRun run) {
        Windows windows = new Windows(run.steps(from).ids(), reach);
        float[][] products = run.projections(from);
        int maps = sums.bias.length;
        float[] table = new float[windows.count() * maps];
        for (int window = 0; window < windows.count(); window++) {
            System.arraycopy(sums.bias, 0, table, window * maps, maps);
            for (int place = 0; place < reach.kernel(); place++) {
                int id = windows.id(window, place);
                if (id >= 0) {
                    add(products[id], column + place * maps, table, window * maps, maps);
                }
            }
        }
        sums.activation.apply(table, maps);
        run.put(to, windows);
        run.put(to, Steps.of(windows.numbers(), windows.count(), table));
    }

    @Override
    public void back(SharedRun run, SharedSlopes slopes) {
        Windows windows = run.windows(to);
        int maps = sums.bias.length;
        float[] own = slopes.of(to, windows.count() * maps);
        sums.activation.back(run.steps(to).table(), own, maps);
        float[][] below = slopes.projections(from, run.steps(from).rows(), run.projections(from)[0].length);
        for (int window = 0; window < windows.count(); window++) {
            for (int place = 0; place < reach.kernel(); place++) {
                int id = windows.id(window, place);
                if (id >= 0) {
                    add(own, window * maps, below[id], column + place * maps, maps);
                }
            }
        }
    }

    private static void add(float[] from, int start, float[] to, int toStart, int maps) {
        for (int i = 0; i < maps; i++) {
            to[toStart + i] += from[start + i];
        }
    }
}
