package org.dknn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.conformal.Nonconformity;
import org.dknn.vector.FloatMatrix;

/**
 * Labelled examples with their neighbor statistics and the network's probabilities. A calibration is computed from
 * these alone, so another nonconformity is calibrated without a search. Immutable.
 */
public final class ScoredExamples {

    private final List<NeighborStatistics> statistics;
    private final int[] labels;
    private final FloatMatrix probabilities;

    ScoredExamples(List<NeighborStatistics> statistics, int[] labels, FloatMatrix probabilities) {
        if (statistics.size() != labels.length || probabilities.rows() != labels.length) {
            throw new IllegalArgumentException("needs a label and probabilities for each of " + statistics.size()
                    + " examples, got " + labels.length + " and " + probabilities.rows());
        }
        this.statistics = List.copyOf(statistics);
        this.labels = labels.clone();
        this.probabilities = probabilities;
    }

    static ScoredExamples of(List<NeighborSearch.Found> found, int[] labels, int classes) {
        float[] probabilities = FloatMatrix.allocate(found.size(), classes);
        for (int i = 0; i < found.size(); i++) {
            found.get(i).probabilities().copyRows(0, 1, probabilities, i * classes);
        }
        return new ScoredExamples(
                found.stream().map(NeighborSearch.Found::statistics).toList(),
                labels,
                FloatMatrix.wrap(found.size(), classes, probabilities));
    }

    /** Number of examples. */
    public int size() {
        return labels.length;
    }

    /** Number of classes. */
    public int classes() {
        return probabilities.columns();
    }

    /** Neighbor statistics of an example. */
    public NeighborStatistics statistics(int example) {
        return statistics.get(example);
    }

    /** Neighbor statistics of all examples, unmodifiable. */
    public List<NeighborStatistics> statistics() {
        return statistics;
    }

    /** The true label of an example. */
    public int label(int example) {
        return labels[example];
    }

    /** A copy of all true labels. */
    public int[] labels() {
        return labels.clone();
    }

    /** The network's own probabilities, {@code [size x classes]}. */
    public FloatMatrix probabilities() {
        return probabilities;
    }

    /** Nonconformity of the true label of each example. */
    public double[] scores(Nonconformity nonconformity) {
        return IntStream.range(0, size())
                .mapToDouble(i -> nonconformity.of(statistics.get(i), labels[i]))
                .toArray();
    }

    /** Nonconformity of the true label of each example in one layer. */
    double[] layerScores(Nonconformity nonconformity, int layer) {
        return IntStream.range(0, size())
                .mapToDouble(i -> nonconformity.ofLayer(statistics.get(i), layer, labels[i]))
                .toArray();
    }

    /** A calibration by nonconformities of these examples. */
    Calibration calibration(double[] scores, CalibrationGroups groups) {
        return groups == CalibrationGroups.MARGINAL
                ? Calibration.copyOf(scores)
                : Calibration.byClass(scores, labels, classes());
    }

    /**
     * These examples, followed by others, such as those that another machine scored.
     *
     * @param more with the same classes
     */
    public ScoredExamples plus(ScoredExamples more) {
        List<NeighborStatistics> all = new ArrayList<>(statistics);
        all.addAll(more.statistics);
        int[] allLabels = IntStream.concat(IntStream.of(labels), IntStream.of(more.labels))
                .toArray();
        return new ScoredExamples(all, allLabels, FloatMatrix.concat(List.of(probabilities, more.probabilities)));
    }

    /** Writes the examples, without their inputs; within a file whose checksum the caller keeps. */
    public void write(DataOutputStream out) throws IOException {
        probabilities.write(out);
        for (int i = 0; i < size(); i++) {
            out.writeInt(labels[i]);
            StatisticsFormat.write(statistics.get(i), out);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws java.io.EOFException if it ends early
     * @throws IllegalArgumentException if it is something else, as far as that shows
     */
    public static ScoredExamples read(DataInputStream in) throws IOException {
        FloatMatrix probabilities = FloatMatrix.read(in);
        List<NeighborStatistics> statistics = new ArrayList<>();
        int[] labels = new int[probabilities.rows()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = in.readInt();
            statistics.add(StatisticsFormat.read(in));
        }
        return new ScoredExamples(statistics, labels, probabilities);
    }

    @Override
    public String toString() {
        return "ScoredExamples[" + size() + " examples]";
    }
}
