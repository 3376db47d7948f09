package org.dknn.internal;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Minimizes a smooth convex function by the limited-memory BFGS method with backtracking.
 *
 * @see <a href="https://doi.org/10.1007/BF01589116">Liu and Nocedal (1989), On the limited memory BFGS method</a>
 */
public final class Lbfgs {

    private static final int MEMORY = 10;
    private static final int MOST_STEPS = 500;
    private static final double SUFFICIENT = 1e-4;
    private static final double SHORTEST = 1e-12;

    private Lbfgs() {}

    /** A function to be minimized. */
    public interface Loss {
        /** The value at a point; its slopes are written to {@code gradient}. */
        double at(double[] point, double[] gradient);
    }

    /** A step that was taken, and the change of the slopes along it. */
    private static final class Step {

        private final double[] moved;
        private final double[] bent;
        private final double product;

        Step(double[] moved, double[] bent, double product) {
            this.moved = moved;
            this.bent = bent;
            this.product = product;
        }
    }

    /**
     * Searches the point of the smallest value from zeros on, for at most 500 steps. Ends where no slope is above {@code 1e-6 max(1, m)}, m
     * being the largest slope at zeros.
     *
     * @param size number of coordinates
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static double[] minimize(Loss loss, int size) {
        double[] curvatures = new double[size];
        Arrays.fill(curvatures, 1);
        Position zeros = Position.of(loss, new double[size]);
        return minimize(loss, zeros, curvatures, 1e-6 * Math.max(1, zeros.largestSlope()), MOST_STEPS).point;
    }

    /**
     * Searches the point of the smallest value. Where it ends, slopes are {@code flat} at most, unless the steps are used up or the loss
     * falls no further in double precision.
     *
     * @param start the point to start from; stays as it is
     * @param curvatures about how much the loss bends along each coordinate, above 0: the better they are known, the fewer steps
     * @param flat ends where no slope is above this
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static Position minimize(Loss loss, double[] start, double[] curvatures, double flat, int steps) {
        return minimize(loss, Position.of(loss, start.clone()), curvatures, flat, steps);
    }

    private static Position minimize(Loss loss, Position start, double[] curvatures, double flat, int steps) {
        Position here = start;
        Deque<Step> taken = new ArrayDeque<>();
        for (int i = 0; i < steps && here.largestSlope() > flat; i++) {
            WorkScope.requireNotCancelled("training");
            double[] direction = direction(here.gradient, taken, curvatures);
            double[] next = new double[start.point.length];
            double[] nextGradient = new double[next.length];
            double nextValue = search(loss, here, direction, next, nextGradient);
            if (!(nextValue < here.value)) {
                return here;
            }
            remember(taken, difference(next, here.point), difference(nextGradient, here.gradient));
            here = new Position(next, nextGradient, nextValue);
        }
        return here;
    }

    /** Where the loss was computed. */
    public static final class Position {

        private final double[] point;
        private final double[] gradient;
        private final double value;

        private Position(double[] point, double[] gradient, double value) {
            this.point = point;
            this.gradient = gradient;
            this.value = value;
        }

        private static Position of(Loss loss, double[] point) {
            double[] gradient = new double[point.length];
            double value = loss.at(point, gradient);
            return new Position(point, gradient, value);
        }

        /** The point, not a copy. */
        public double[] point() {
            return point;
        }

        /** The largest slope there, by its absolute value. */
        public double largestSlope() {
            return largest(gradient);
        }
    }

    /** Goes along a direction until the value falls enough; returns the value there. */
    private static double search(Loss loss, Position from, double[] direction, double[] next, double[] nextGradient) {
        double slope = dot(from.gradient, direction);
        double length = 1;
        while (length > SHORTEST) {
            for (int i = 0; i < next.length; i++) {
                next[i] = from.point[i] + length * direction[i];
            }
            double value = loss.at(next, nextGradient);
            if (value <= from.value + SUFFICIENT * length * slope) {
                return value;
            }
            length /= 2;
        }
        return from.value;
    }

    private static void remember(Deque<Step> steps, double[] moved, double[] bent) {
        double product = dot(moved, bent);
        if (product > 0) {
            steps.addFirst(new Step(moved, bent, product));
        }
        if (steps.size() > MEMORY) {
            steps.removeLast();
        }
    }

    /** The two loops of the method, from a diagonal matrix of curvatures on. */
    private static double[] direction(double[] gradient, Deque<Step> steps, double[] curvatures) {
        double[] direction = gradient.clone();
        double[] shares = new double[steps.size()];
        int i = 0;
        for (Step step : steps) {
            shares[i] = dot(step.moved, direction) / step.product;
            add(direction, -shares[i], step.bent);
            i++;
        }
        double[] bent = steps.isEmpty() ? gradient : steps.getFirst().bent;
        double length = dot(bent, quotient(bent, curvatures));
        double scale = steps.isEmpty() ? 1 / Math.max(1, Math.sqrt(length)) : steps.getFirst().product / length;
        for (int j = 0; j < direction.length; j++) {
            direction[j] *= scale / curvatures[j];
        }
        for (var oldest = steps.descendingIterator(); oldest.hasNext(); ) {
            Step step = oldest.next();
            i--;
            add(direction, shares[i] - dot(step.bent, direction) / step.product, step.moved);
        }
        for (int j = 0; j < direction.length; j++) {
            direction[j] = -direction[j];
        }
        return direction;
    }

    private static double[] quotient(double[] values, double[] divisors) {
        double[] quotient = values.clone();
        for (int i = 0; i < quotient.length; i++) {
            quotient[i] /= divisors[i];
        }
        return quotient;
    }

    private static void add(double[] to, double factor, double[] values) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * values[i];
        }
    }

    private static double[] difference(double[] one, double[] other) {
        double[] difference = one.clone();
        add(difference, -1, other);
        return difference;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
