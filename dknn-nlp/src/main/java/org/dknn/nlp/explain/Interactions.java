package org.dknn.nlp.explain;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a word of the premise and a word of the hypothesis do together: how much the score drops when both go, less how much
 * it drops when either goes alone. Above 0 the two say more than the sum of their parts, as when they only mean something
 * beside each other; below 0 they say the same thing twice, or one only counts while the other is there; 0 if they do not
 * care about each other.
 *
 * <p>Immutable.
 */
public final class Interactions {

    private final String method;
    private final Drops premise;
    private final Drops hypothesis;
    private final double[][] both;

    /**
     * Words of one side and how much the score drops when each goes alone.
     *
     * @param positions of the words, from 0, rising
     * @param drops as many, finite
     */
    public record Drops(List<Integer> positions, List<Double> drops) {

        /** Copies the lists and checks that they fit each other. */
        public Drops {
            positions = List.copyOf(positions);
            drops = List.copyOf(drops);
            if (positions.size() != drops.size()) {
                throw new IllegalArgumentException(
                        "needs a drop for each of " + positions.size() + " words, got " + drops.size());
            }
            for (int i = 1; i < positions.size(); i++) {
                if (positions.get(i) <= positions.get(i - 1)) {
                    throw new IllegalArgumentException("positions must rise, got " + positions);
                }
            }
            drops.forEach(Interactions::requireFinite);
        }
    }

    private Interactions(String method, Drops premise, Drops hypothesis, double[][] both) {
        this.method = Objects.requireNonNull(method, "method");
        this.premise = Objects.requireNonNull(premise, "premise");
        this.hypothesis = Objects.requireNonNull(hypothesis, "hypothesis");
        this.both = both;
    }

    /**
     * Interactions of some words of both sides.
     *
     * @param method name of what drops
     * @param both {@code [premise words x hypothesis words]}: the drop when both words go, finite; copied
     */
    public static Interactions of(String method, Drops premise, Drops hypothesis, double[][] both) {
        double[][] copy = new double[premise.positions().size()][];
        if (both.length != copy.length) {
            throw new IllegalArgumentException("needs " + copy.length + " rows, got " + both.length);
        }
        for (int row = 0; row < copy.length; row++) {
            if (both[row].length != hypothesis.positions().size()) {
                throw new IllegalArgumentException(
                        "row " + row + " needs " + hypothesis.positions().size() + " values, got " + both[row].length);
            }
            copy[row] = both[row].clone();
            Arrays.stream(copy[row]).forEach(Interactions::requireFinite);
        }
        return new Interactions(method, premise, hypothesis, copy);
    }

    private static void requireFinite(double drop) {
        if (!Double.isFinite(drop)) {
            throw new IllegalArgumentException("drops must be finite, got " + drop);
        }
    }

    /** Name of what drops, such as {@code "conformity"}. */
    public String method() {
        return method;
    }

    /** The words of the premise, by row. */
    public Drops premise() {
        return premise;
    }

    /** The words of the hypothesis, by column. */
    public Drops hypothesis() {
        return hypothesis;
    }

    /** The drop when the words of a row and of a column both go. */
    public double bothDrop(int row, int column) {
        return both[row][column];
    }

    /** The interaction: the drop when both go, less the drops of either alone. */
    public double value(int row, int column) {
        return both[row][column] - premise.drops().get(row) - hypothesis.drops().get(column);
    }

    /** The largest absolute interaction; 0 without words. */
    public double peak() {
        double peak = 0;
        for (int row = 0; row < both.length; row++) {
            for (int column = 0; column < both[row].length; column++) {
                peak = Math.max(peak, Math.abs(value(row, column)));
            }
        }
        return peak;
    }

    void requireWithin(Segment first, Segment second) {
        requireWithin(premise, first.tokens().size(), first.name());
        requireWithin(hypothesis, second.tokens().size(), second.name());
    }

    private static void requireWithin(Drops side, int words, String name) {
        for (int position : side.positions()) {
            if (position < 0 || position >= words) {
                throw new IllegalArgumentException(
                        "interactions must lie in the " + name + " of " + words + " words, got a word at " + position);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Interactions that
                && method.equals(that.method)
                && premise.equals(that.premise)
                && hypothesis.equals(that.hypothesis)
                && Arrays.deepEquals(both, that.both);
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, premise, hypothesis, Arrays.deepHashCode(both));
    }

    @Override
    public String toString() {
        return "Interactions[" + method + ", " + premise + ", " + hypothesis + ", both " + Arrays.deepToString(both)
                + "]";
    }
}
