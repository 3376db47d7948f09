package org.dknn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dknn.activation.Activations;
import org.dknn.internal.CrossEntropy;
import org.dknn.internal.Lbfgs;
import org.dknn.internal.Softmax;
import org.dknn.internal.WorkScope;
import org.dknn.vector.FloatMatrix;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Estimates what the network would say without some reference examples, by a model of its output layer: the network's side of {@link
 * DeepKnn#predictWithout}.
 *
 * <pre>{@code
 * OutputRefit<List<String>> refit = OutputRefit.of(dknn, ProgressListener.silent());
 * double[] probabilities = refit.without(List.of(17, 4)).probabilities(words);
 * }</pre>
 *
 * <p>The model is a softmax regression on the activations of the last selected layer. It is fitted to all reference examples and their
 * labels, and again without some. By how much this moves its scores of an input, the network's own scores, the logarithms of its
 * probabilities, are moved. So it knows nothing of how the network was trained, and the layers below stay as they are, though they have
 * learned from the examples that are left out, too: a training without these may change more, or less. {@link #agreement} tells how
 * near the model comes to the network. Neighbors whose labels are {@linkplain DeepKnnBuilder.LabelSource#PREDICTED predicted} stand for labels that the
 * network was not trained with, and the model learns these.
 *
 * <p>Activations are centred and divided by their root mean square over the layer, both taken over all reference examples; the loss is the
 * sum of the cross-entropies plus half the sum of the squared weights and biases.
 *
 * <p>Immutable, safe for use by many threads. Keeps the activations of the last layer, four bytes a value, on the heap; making it takes three
 * times as much for a moment.
 *
 * @param <I> type of the inputs
 * @since 0.1
 */
public final class OutputRefit<I> {

    private static final Logger LOG = LoggerFactory.getLogger(OutputRefit.class);

    /** No slope of the loss is above this where a fit ends. Its curvature is 1 or more, so weights are then about as near to the best ones. */
    private static final double FLAT = 1e-4;

    private static final int MOST_STEPS = 2_000;

    private final DeepKnn<I> dknn;
    private final Learned learned;

    /** Fitted to all examples. */
    private final double[] ofAll;

    /** Fitted without some. */
    private final double[] weights;

    private OutputRefit(DeepKnn<I> dknn, Learned learned, double[] ofAll, double[] weights) {
        this.dknn = dknn;
        this.learned = learned;
        this.ofAll = ofAll;
        this.weights = weights;
    }

    /**
     * Fits the model to all reference examples, and for {@link #agreement} to two halves of them, at the cost of one pass of the network over
     * them, and of some hundreds of passes over the activations of the last layer.
     *
     * @param dknn the classifier; this does not close it, and serves until it is closed
     * @param listener receives the number of examples the network was run for
     * @throws IllegalStateException if the classifier is closed
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static <I> OutputRefit<I> of(DeepKnn<I> dknn, ProgressListener listener) {
        NeighborSearch<I> search = dknn.openSearch();
        return search.calls().background(() -> {
            Learned learned = learned(search, listener);
            double[] weights = learned.fit(learned.all(), learned.zeros());
            return new OutputRefit<>(dknn, learned, weights, weights);
        });
    }

    private static <I> Learned learned(NeighborSearch<I> search, ProgressListener listener) {
        Dataset<I> reference = search.reference().examples();
        ProgressTask pass = new ProgressTask("activations of the last layer", reference.size(), listener);
        List<FloatMatrix> rows = new ArrayList<>();
        int[] predicted = new int[reference.size()];
        for (int start = 0; start < predicted.length; start += NeighborSearch.CHUNK) {
            WorkScope.requireNotCancelled("refitting the output layer");
            int end = Math.min(predicted.length, start + NeighborSearch.CHUNK);
            Activations chunk = search.extract(reference.inputs().subList(start, end), pass::advance);
            rows.add(last(chunk));
            for (int row = 0; row < chunk.rows(); row++) {
                predicted[start + row] = chunk.probabilities().argMax(row);
            }
        }
        return new Learned(
                FloatMatrix.concat(rows),
                reference.labels(),
                predicted,
                reference.labelSet().size());
    }

    private static FloatMatrix last(Activations activations) {
        return activations.matrices().get(activations.matrices().size() - 1);
    }

    /**
     * Share of the reference examples to which the model has the label of the network, in {@code [0, 1]}. Each of two halves of them, every
     * second example, is judged by the model fitted to the other one.
     */
    public double agreement() {
        return learned.agreement;
    }

    /**
     * Fits the model without some reference examples. Starts from the fit to all of them, so that few left-out examples take few passes over
     * the activations.
     *
     * @param ordinals of all reference examples that are left out, fewer than there are
     * @throws IllegalArgumentException if an ordinal is none of a reference example, or none stays
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public OutputRefit<I> without(Collection<Integer> ordinals) {
        Set<Integer> left = LeftOutSearch.requireSomeStay(ordinals, learned.labels.length);
        int[] others = IntStream.of(learned.all())
                .filter(ordinal -> !left.contains(ordinal))
                .toArray();
        return new OutputRefit<>(dknn, learned, ofAll, left.isEmpty() ? ofAll : learned.fit(others, ofAll));
    }

    /**
     * The network's probabilities as the model moves them; its own where no example is left out. Runs the network once.
     *
     * @return one per class, summing to 1
     * @throws IllegalArgumentException if the network cannot read the input
     * @throws IllegalStateException if the classifier is closed
     */
    public double[] probabilities(I input) {
        NeighborSearch<I> search = dknn.openSearch();
        return search.calls().run(1, () -> probabilities(search.extract(List.of(input), done -> {})));
    }

    private double[] probabilities(Activations activations) {
        float[] vector = learned.scaled(last(activations)).row(0);
        double[] before = CrossEntropy.scores(vector, ofAll, learned.classes);
        double[] scores = CrossEntropy.scores(vector, weights, learned.classes);
        for (int label = 0; label < scores.length; label++) {
            double own = Math.max(activations.probabilities().get(0, label), Float.MIN_NORMAL);
            scores[label] += Math.log(own) - before[label];
        }
        Softmax.replace(scores);
        return scores;
    }

    /** What the model learns from. */
    private static final class Learned {

        private final int[] labels;
        private final int classes;
        private final double[] means;
        private final double factor;

        /** Of all reference examples, scaled. */
        private final FloatMatrix vectors;

        private final CrossEntropy.Examples examples;

        /** About how much the loss bends along each weight, so that columns of small values take no more steps. */
        private final double[] curvatures;

        private final double agreement;

        Learned(FloatMatrix activations, int[] labels, int[] predicted, int classes) {
            this.labels = labels;
            this.classes = classes;
            this.means = means(activations);
            double[] variances = variances(activations, means);
            double variance = Arrays.stream(variances).average().orElse(0);
            this.factor = variance == 0 ? 1 : 1 / Math.sqrt(variance);
            this.vectors = scaled(activations);
            this.examples = new CrossEntropy.Examples(
                    (ordinal, target) -> vectors.copyRows(ordinal, ordinal + 1, target, 0),
                    means.length,
                    labels,
                    classes);
            this.curvatures = curvatures(variances);
            this.agreement = agreement(predicted);
        }

        private static double[] means(FloatMatrix rows) {
            double[] means = new double[rows.columns()];
            for (int row = 0; row < rows.rows(); row++) {
                for (int i = 0; i < means.length; i++) {
                    means[i] += rows.get(row, i) / (double) rows.rows();
                }
            }
            return means;
        }

        private static double[] variances(FloatMatrix rows, double[] means) {
            double[] variances = new double[rows.columns()];
            for (int row = 0; row < rows.rows(); row++) {
                for (int i = 0; i < variances.length; i++) {
                    double difference = rows.get(row, i) - means[i];
                    variances[i] += difference * difference / rows.rows();
                }
            }
            return variances;
        }

        FloatMatrix scaled(FloatMatrix rows) {
            int width = means.length;
            float[] scaled = FloatMatrix.allocate(rows.rows(), width);
            for (int row = 0; row < rows.rows(); row++) {
                for (int i = 0; i < width; i++) {
                    scaled[row * width + i] = (float) ((rows.get(row, i) - means[i]) * factor);
                }
            }
            return FloatMatrix.wrap(rows.rows(), width, scaled);
        }

        /** Of the cross-entropy at probabilities of a half, and of the penalty. */
        private double[] curvatures(double[] variances) {
            double[] bent = zeros();
            for (int i = 0; i < bent.length; i++) {
                int column = i % (means.length + 1);
                double square = column == means.length ? 1 : variances[column] * factor * factor;
                bent[i] = 1 + labels.length * square / 4;
            }
            return bent;
        }

        /** Weights and biases of 0. */
        double[] zeros() {
            return new double[examples.weights()];
        }

        /** All ordinals. */
        int[] all() {
            return IntStream.range(0, labels.length).toArray();
        }

        double[] fit(int[] ordinals, double[] start) {
            Lbfgs.Position end =
                    Lbfgs.minimize(new CrossEntropy(examples, ordinals, 1, 1), start, curvatures, FLAT, MOST_STEPS);
            if (!(end.largestSlope() <= FLAT)) {
                LOG.warn(
                        "the refit of the output layer ended at a slope of {}, above {}: what it tells of left-out examples is that of"
                                + " further steps in part",
                        end.largestSlope(),
                        FLAT);
            }
            return end.point();
        }

        private double agreement(int... predicted) {
            double[][] halves = {fit(every(1), zeros()), fit(every(0), zeros())};
            long agreed = IntStream.range(0, labels.length)
                    .filter(ordinal -> label(ordinal, halves[ordinal % 2]) == predicted[ordinal])
                    .count();
            return agreed / (double) labels.length;
        }

        private int[] every(int remainder) {
            return IntStream.of(all())
                    .filter(ordinal -> ordinal % 2 == remainder)
                    .toArray();
        }

        private int label(int ordinal, double[] weights) {
            double[] scores = CrossEntropy.scores(vectors.row(ordinal), weights, classes);
            return IntStream.range(1, classes).reduce(0, (best, label) -> scores[label] > scores[best] ? label : best);
        }
    }
}
