package org.dknn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.conformal.Nonconformity;
import org.dknn.vector.FloatMatrix;

/**
 * Examples whose label is known: what the reference examples around each say, and the network's own probabilities. All that a
 * calibration is made of, so another nonconformity is calibrated without a search. Immutable.
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

    /** What the reference examples around an example say. */
    public NeighborStatistics statistics(int example) {
        return statistics.get(example);
    }

    /** Evidence of all examples, unmodifiable. */
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

    /** The nonconformity of each example with its true label. */
    public double[] scores(Nonconformity nonconformity) {
        return IntStream.range(0, size())
                .mapToDouble(i -> nonconformity.of(statistics.get(i), labels[i]))
                .toArray();
    }

    /** The nonconformity in one layer of each example with its true label. */
    double[] layerScores(Nonconformity nonconformity, int layer) {
        return IntStream.range(0, size())
                .mapToDouble(i -> nonconformity.ofLayer(statistics.get(i), layer, labels[i]))
                .toArray();
    }

    /** These examples and then others. */
    ScoredExamples plus(ScoredExamples more) {
        List<NeighborStatistics> all = new ArrayList<>(statistics);
        all.addAll(more.statistics);
        int[] allLabels = IntStream.concat(IntStream.of(labels), IntStream.of(more.labels))
                .toArray();
        return new ScoredExamples(all, allLabels, FloatMatrix.concat(List.of(probabilities, more.probabilities)));
    }

    void write(DataOutputStream out) throws IOException {
        probabilities.write(out);
        for (int i = 0; i < size(); i++) {
            out.writeInt(labels[i]);
            StatisticsFormat.write(statistics.get(i), out);
        }
    }

    static ScoredExamples read(DataInputStream in) throws IOException {
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
