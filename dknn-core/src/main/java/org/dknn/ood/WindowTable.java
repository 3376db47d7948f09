package org.dknn.ood;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.dknn.activation.StepExtractor;
import org.dknn.internal.SharedWork;
import org.dknn.internal.TiledMatrix;
import org.dknn.internal.WorkScope;
import org.dknn.ood.WindowLists.Step;
import org.dknn.ood.Windows.Window;
import org.dknn.vector.FloatMatrix;
import org.jspecify.annotations.Nullable;

/**
 * The different windows of three steps of reference inputs, searched for the nearest by cosine. Steps of an embedding repeat, so that
 * each different one is kept once, a window is three numbers, and its product with another is the sum of three products of steps:
 * a search multiplies with each different step, and adds up three numbers for the windows that {@link WindowLists} looks at. Products of the
 * steps that most windows have are remembered, up to 32 MiB. Answers do not depend on what is. Safe for use by many threads.
 */
final class WindowTable {

    /** Steps of an input whose products are held at a time, which bounds the memory of a long one. */
    private static final int TOGETHER = 32;

    /** Bound of the memory for products of steps, in floats: 32 MiB. */
    private static final int REMEMBERED = 1 << 23;

    private final FloatMatrix steps;
    private final List<Window> windows;

    private final Map<StepVector, Integer> ids = new HashMap<>();

    /** The different steps as columns. */
    private final TiledMatrix columns;

    private final WindowLists lists;

    /** The place of each step in the memory; -1: it has none. */
    private final int[] places;

    private final AtomicReferenceArray<Step> memory;

    /** What is beyond the ends. */
    private final Step beyond;

    /**
     * A table.
     *
     * @param steps different vectors, at least one
     * @param windows rising; numbers of steps, where {@code steps.rows()} stands for zeros before the first and after the last
     * @param remembered number of floats that may be remembered
     */
    private WindowTable(FloatMatrix steps, List<Window> windows, int remembered) {
        this.steps = steps;
        this.windows = windows;
        int rows = steps.rows();
        this.columns = TiledMatrix.ofColumns(steps.columns(), rows, steps::row);
        double[] squares = new double[rows + 1];
        for (int row = 0; row < rows; row++) {
            float[] vector = steps.row(row);
            ids.put(new StepVector(vector), row);
            squares[row] = square(vector);
        }
        int[] first = windows.stream().mapToInt(Window::first).toArray();
        int[] middle = windows.stream().mapToInt(Window::middle).toArray();
        int[] last = windows.stream().mapToInt(Window::last).toArray();
        float[] inverseLengths = new float[windows.size()];
        for (int i = 0; i < inverseLengths.length; i++) {
            inverseLengths[i] = (float) inverse(squares[first[i]] + squares[middle[i]] + squares[last[i]]);
        }
        float[] stepInverses = new float[rows + 1];
        for (int step = 0; step <= rows; step++) {
            stepInverses[step] = (float) inverse(squares[step]);
        }
        this.lists = new WindowLists(stepInverses, first, middle, last, inverseLengths);
        this.beyond = lists.step(rows, 0, new float[rows + 1]);
        this.memory = new AtomicReferenceArray<>(Math.min(rows, remembered / beyond.floats()));
        this.places = places(rows, middle, memory.length());
    }

    /** Gives places to so many of the steps: those that are in the middle of most windows. */
    private static int[] places(int steps, int[] middle, int remembered) {
        int[] windows = new int[steps + 1];
        for (int step : middle) {
            windows[step]++;
        }
        int[] places = new int[steps];
        Arrays.fill(places, -1);
        int[] common = IntStream.range(0, steps)
                .boxed()
                .sorted(Comparator.comparingInt(step -> -windows[step]))
                .limit(remembered)
                .mapToInt(Integer::intValue)
                .toArray();
        for (int place = 0; place < common.length; place++) {
            places[common[place]] = place;
        }
        return places;
    }

    static <I> WindowTable of(StepExtractor<I> extractor, List<I> reference) {
        return of(extractor, reference, REMEMBERED);
    }

    /** The same with another bound of what is remembered, in floats. */
    static <I> WindowTable of(StepExtractor<I> extractor, List<I> reference, int remembered) {
        if (reference.isEmpty()) {
            throw new IllegalArgumentException("needs at least one reference example, got none");
        }
        Windows found = Windows.of(extractor, reference);
        return new WindowTable(found.steps(), found.rising(), remembered);
    }

    private static double square(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        return sum;
    }

    /** 1 divided by the length of a vector; 0 for zeros, which have no direction. */
    private static double inverse(double square) {
        return square == 0 ? 0 : 1 / Math.sqrt(square);
    }

    /** Number of different windows. */
    int size() {
        return windows.size();
    }

    /** Mean over the steps of an input, of at least one. */
    double meanDistance(FloatMatrix input) {
        double sum = 0;
        for (double distance : distances(input)) {
            sum += distance;
        }
        return sum / input.rows();
    }

    /**
     * Distance of the window around each step of an input from the nearest window here; the products of its steps are shared work.
     *
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    double[] distances(FloatMatrix input) {
        if (input.columns() != steps.columns()) {
            throw new IllegalArgumentException("an embedding must be " + steps.columns()
                    + " wide as that of the reference inputs is, got " + input.columns());
        }
        Step[] found = new Step[input.rows() + 2];
        found[0] = beyond;
        found[found.length - 1] = beyond;
        double[] distances = new double[input.rows()];
        for (int row = 0; row <= distances.length; row++) {
            if (row % TOGETHER == 0) {
                addSteps(input, row, Math.min(TOGETHER, distances.length - row), found);
            }
            if (row > 0) {
                distances[row - 1] = distance(found[row - 1], found[row], found[row + 1]);
                found[row - 1] = beyond; // its products are needed no longer
            }
        }
        return distances;
    }

    /** Puts some steps of an input behind the one before its first. */
    private void addSteps(FloatMatrix input, int from, int count, Step[] found) {
        int[] numbers = new int[count];
        List<Integer> unknown = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers[i] = ids.getOrDefault(new StepVector(input.row(from + i)), -1);
            Step known = remembered(numbers[i]);
            if (known == null) {
                unknown.add(i);
            } else {
                found[from + i + 1] = known;
            }
        }
        WorkScope.requireNotCancelled("comparing windows");
        if (!unknown.isEmpty()) {
            multiply(input, from, unknown, numbers, found);
        }
    }

    /** Steps of rows behind the first, by their products. */
    private void multiply(FloatMatrix input, int from, List<Integer> rows, int[] numbers, Step[] found) {
        float[] vectors = new float[rows.size() * columns.in()];
        for (int i = 0; i < rows.size(); i++) {
            int row = from + rows.get(i);
            input.copyRows(row, row + 1, vectors, i * columns.in());
        }
        // a product behind the last is that with the zeros beyond the ends
        float[][] products = new float[rows.size()][columns.out() + 1];
        SharedWork.run(columns.tiles(), "comparing windows", tile -> columns.addTile(tile, vectors, products));
        for (int i = 0; i < products.length; i++) {
            int row = rows.get(i);
            Step step = lists.step(numbers[row], square(input.row(from + row)), products[i]);
            found[from + row + 1] = step;
            remember(step);
        }
    }

    private @Nullable Step remembered(int id) {
        return id >= 0 && places[id] >= 0 ? memory.get(places[id]) : null;
    }

    private void remember(Step step) {
        if (step.id() >= 0 && places[step.id()] >= 0) {
            memory.set(places[step.id()], step);
        }
    }

    private double distance(Step before, Step here, Step after) {
        if (contains(before.id(), here.id(), after.id())) {
            return 0;
        }
        double cosine = lists.largest(before, here, after) * inverse(before.square() + here.square() + after.square());
        return Math.sqrt(Math.max(0, 2 - 2 * cosine));
    }

    private boolean contains(int before, int here, int after) {
        return before >= 0
                && here >= 0
                && after >= 0
                && Collections.binarySearch(windows, new Window(before, here, after)) >= 0;
    }

    void write(DataOutputStream out) throws IOException {
        steps.write(out);
        out.writeInt(size());
        for (Window window : windows) {
            out.writeInt(window.first());
            out.writeInt(window.middle());
            out.writeInt(window.last());
        }
    }

    static WindowTable read(DataInputStream in) throws IOException {
        FloatMatrix steps = FloatMatrix.read(in);
        int size = in.readInt();
        if (size < 1) {
            throw new IOException("needs at least one window, got " + size);
        }
        Window[] windows = new Window[size];
        for (int i = 0; i < size; i++) {
            windows[i] = new Window(in.readInt(), in.readInt(), in.readInt()).requireAmong(steps.rows());
        }
        return new WindowTable(steps, List.of(windows), REMEMBERED);
    }

    /** A vector by its values. */
    static final class StepVector {

        private final float[] values;

        StepVector(float[] values) {
            this.values = values;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof StepVector that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }
}
