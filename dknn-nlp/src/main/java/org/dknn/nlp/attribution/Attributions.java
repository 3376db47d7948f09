package org.dknn.nlp.attribution;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.ValueLimits;

/**
 * How much each word of a text speaks for a label, by one method. Positive always means "speaks for the label".
 *
 * <p>Immutable.
 */
public final class Attributions {

    private final String method;
    private final Target target;
    private final double[] values;
    private final List<Interval> intervals;
    private final Optional<ValueLimits.Range> limits;
    private final BitSet unfinished;

    private Attributions(
            String method,
            Target target,
            double[] values,
            List<Interval> intervals,
            Optional<ValueLimits.Range> limits,
            BitSet unfinished) {
        this.method = Objects.requireNonNull(method, "method");
        this.target = Objects.requireNonNull(target, "target");
        this.values = values;
        this.intervals = List.copyOf(intervals);
        this.limits = limits;
        this.unfinished = unfinished;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "attributions by " + method + " must be finite, got " + values[i] + " at word " + i);
            }
        }
    }

    /**
     * Values of the words, by position.
     *
     * @param method name of the method
     * @param label what the words speak for
     * @param values finite
     */
    public static Attributions of(String method, int label, double... values) {
        return of(method, Target.of(label), values);
    }

    /**
     * Values of the words, by position.
     *
     * @param method name of the method
     * @param target what the words speak for, or against
     * @param values finite
     */
    public static Attributions of(String method, Target target, double... values) {
        return new Attributions(method, target, values.clone(), List.of(), Optional.empty(), new BitSet());
    }

    /**
     * The same values with an interval per word.
     *
     * @param intervals one per word, by position
     */
    public Attributions withIntervals(List<Interval> intervals) {
        if (intervals.size() != values.length) {
            throw new IllegalArgumentException(
                    "needs an interval for each of " + values.length + " words, got " + intervals.size());
        }
        return new Attributions(method, target, values, intervals, limits, unfinished);
    }

    /**
     * The same values, of which some are not final as the time was over, see {@link PlanExecutor#run(Plan, java.time.Duration)}.
     *
     * @param positions of these words, in any order
     */
    public Attributions withUnfinished(Collection<Integer> positions) {
        BitSet unfinished = new BitSet();
        for (int position : positions) {
            if (position < 0 || position >= values.length) {
                throw new IllegalArgumentException(
                        "unfinished words must be at 0.." + (values.length - 1) + ", got " + position);
            }
            unfinished.set(position);
        }
        return new Attributions(method, target, values, intervals, limits, unfinished);
    }

    /** The same values, of which none is final. */
    Attributions withNoneFinished() {
        return withUnfinished(IntStream.range(0, values.length).boxed().toList());
    }

    /** The same values with the limits of the method. */
    public Attributions withLimits(ValueLimits.Range limits) {
        return new Attributions(method, target, values, intervals, Optional.of(limits), unfinished);
    }

    /** Name of the method, such as {@code "conformity"}. */
    public String method() {
        return method;
    }

    /** The label that the words speak for, or against. */
    public int label() {
        return target.label();
    }

    /** What the words speak for, or against: a class, or a class rather than another one. */
    public Target target() {
        return target;
    }

    /** Number of words. */
    public int size() {
        return values.length;
    }

    /** Value of a word; positive if it speaks for the label. */
    public double value(int position) {
        return values[position];
    }

    /** A copy of all values, by position. */
    public double[] values() {
        return values.clone();
    }

    /** Where each value lies, by position; empty for methods without intervals. */
    public List<Interval> intervals() {
        return intervals;
    }

    /** The absolute values that are noise and that are strong; empty if they were not measured. */
    public Optional<ValueLimits.Range> limits() {
        return limits;
    }

    /** Whether the value of a word is what it would be with any time; not if it was {@linkplain #withUnfinished ended}. */
    public boolean isFinal(int position) {
        return !unfinished.get(position);
    }

    /** Positions of the words whose value is not final, in rising order; most often none. */
    public List<Integer> unfinished() {
        return unfinished.stream().boxed().toList();
    }

    /** Whether there are limits and the final value of a word is within the noise. */
    public boolean isNoise(int position) {
        return isFinal(position)
                && limits.isPresent()
                && Math.abs(values[position]) <= limits.get().noise();
    }

    /** Whether there are limits, and words, and the values of all are final and within the noise: no word matters. */
    public boolean isAllNoise() {
        return limits.isPresent()
                && unfinished.isEmpty()
                && values.length > 0
                && peak() <= limits.get().noise();
    }

    /** Whether there are intervals and that of a word contains 0. */
    public boolean isUnclear(int position) {
        return !intervals.isEmpty() && intervals.get(position).holdsZero();
    }

    /** The largest absolute value; 0 without words. */
    public double peak() {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributions that
                && method.equals(that.method)
                && target.equals(that.target)
                && Arrays.equals(values, that.values)
                && intervals.equals(that.intervals)
                && limits.equals(that.limits)
                && unfinished.equals(that.unfinished);
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, target, Arrays.hashCode(values), limits);
    }

    @Override
    public String toString() {
        return "Attributions[" + method + ", " + target + ", " + Arrays.toString(values) + "]";
    }

    /**
     * Where a value lies, as far as the data tell.
     *
     * @param low end, finite
     * @param high end, finite, not below {@code low}
     */
    public record Interval(double low, double high) {

        /** Checks the ends. */
        public Interval {
            if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
                throw new IllegalArgumentException(
                        "an interval must be finite and in order, got " + low + " to " + high);
            }
        }

        /** Whether it holds 0, so that the data do not tell whether the word speaks for or against the class, or at all. */
        public boolean holdsZero() {
            return low <= 0 && high >= 0;
        }
    }
}
