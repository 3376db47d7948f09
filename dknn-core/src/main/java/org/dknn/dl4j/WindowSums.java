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
        private final BackWeights back;

        /**
         * Sums that begin as biases.
         *
         * @param back weights of all convolutions that read the same steps
         */
        Sums(float[] bias, JavaActivation activation, BackWeights back) {
            this.bias = bias;
            this.activation = activation;
            this.back = back;
        }
    }

    @Override
    public void run(SharedRun run) {
        int[][] ids = run.steps(from).ids();
        Windows windows = run.isGiven() ? Windows.ofDifferent(ids, reach) : Windows.of(ids, reach);
        float[][] products = run.projections(from);
        int maps = sums.bias.length;
        float[] table = new float[windows.count() * maps];
        float[] sum = new float[maps];
        float[] product = new float[maps];
        for (int window = 0; window < windows.count(); window++) {
            System.arraycopy(sums.bias, 0, sum, 0, maps);
            for (int place = 0; place < reach.kernel(); place++) {
                int id = windows.id(window, place);
                if (id >= 0) {
                    // Java makes vector instructions only of loops over arrays from their begin
                    System.arraycopy(products[id], column + place * maps, product, 0, maps);
                    add(product, sum);
                }
            }
            System.arraycopy(sum, 0, table, window * maps, maps);
        }
        sums.activation.apply(table, maps);
        run.putWindows(to, windows);
        run.put(to, Steps.of(windows.numbers(), windows.count(), table));
    }

    /** Derivatives that are zero cost nothing, and behind a maximum nearly all are. */
    @Override
    public void back(SharedRun run, SharedSlopes slopes) {
        Windows windows = run.windows(to);
        int maps = sums.bias.length;
        float[] own = slopes.of(to, windows.count() * maps);
        sums.activation.back(run.steps(to).table(), own, maps);
        float[][] below = new float[run.steps(from).rows()][sums.back.in()];
        for (int i = 0; i < own.length; i++) {
            if (own[i] != 0) {
                addBack(own[i], windows, i / maps, column + i % maps, below);
            }
        }
        slopes.addRows(from, below);
    }

    private void addBack(float slope, Windows windows, int window, int map, float[]... below) {
        for (int place = 0; place < reach.kernel(); place++) {
            int id = windows.id(window, place);
            if (id >= 0) {
                sums.back.add(slope, map + place * sums.bias.length, below[id]);
            }
        }
    }

    private static void add(float[] from, float[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i];
        }
    }
}
