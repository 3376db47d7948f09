package org.dknn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.internal.CrossEntropy;
import org.dknn.internal.Lbfgs;
import org.dknn.internal.Softmax;
import org.dknn.internal.WorkScope;
import org.dknn.vector.FloatMatrix;

/**
 * What the network would say without some reference examples, if its output layer alone were trained again: the network's side of {@link
 * DeepKnn#predictWithout}.
 *
 * <pre>{@code
 * OutputRefit<List<String>> refit = OutputRefit.of(dknn, ProgressListener.silent());
 * double[] probabilities = refit.without(List.of(17, 4)).probabilities(words);
 * }</pre>
 *
 * <p>The output layer is a softmax regression on the activations of the last selected layer, fitted to all reference examples, and again
 * without some of them. By how much this moves its scores of an input, the network's own scores, the logarithms of its probabilities,
 * are moved. The layers below have learned from the examples that go, too, and stay as they are, so a training without these examples may
 * change more. Where the last selected layer is not the one below the output layer, or tells less than the network knows, {@link #agreement}
 * is low, and this tells little of the network.
 *
 * <p>Activations are centred and divided by their root mean square over the layer; the loss is the sum of the cross-entropies plus half
 * the sum of the squared weights.
 *
 * <p>Immutable, safe for use by many threads. Keeps the activations of the last layer, four bytes a value, on the heap.
 *
 * @param <I> type of the inputs
 * @since 0.1
 */
public final class OutputRefit<I> {

    /** No slope of the loss is above this where a fit ends. Its curvature is 1 or more, so weights are then about as near to the best ones. */
    private static final double FLAT = 1e-4;

    private final ActivationExtractor<I> extractor;
    private final Learned learned;

    /** Fitted to all examples. */
    private final double[] all;

    /** Fitted without some. */
    private final double[] weights;

    private final double agreement;

    private OutputRefit(
            ActivationExtractor<I> extractor, Learned learned, double[] all, double[] weights, double agreement) {
        this.extractor = extractor;
        this.learned = learned;
        this.all = all;
        this.weights = weights;
        this.agreement = agreement;
    }

    /**
     * Fits the output layer to all reference examples, at the cost of one pass of the network over them, and of some hundred passes over the
     * activations of the last layer.
     *
     * @param dknn the classifier; this does not close it, and serves as long as its extractor does
     * @param listener receives the number of examples the network was run for
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static <I> OutputRefit<I> of(DeepKnn<I> dknn, ProgressListener listener) {
        List<I> inputs = dknn.reference().inputs();
        ProgressTask pass = new ProgressTask("activations of the last layer", inputs.size(), listener);
        List<FloatMatrix> rows = new ArrayList<>();
        List<FloatMatrix> probabilities = new ArrayList<>();
        for (int start = 0; start < inputs.size(); start += NeighborSearch.CHUNK) {
            WorkScope.requireNotCancelled("refitting the output layer");
            List<I> chunk = inputs.subList(start, Math.min(inputs.size(), start + NeighborSearch.CHUNK));
            Activations activations = dknn.extractor().extract(chunk, pass::advance);
            rows.add(last(activations));
            probabilities.add(activations.probabilities());
        }
        FloatMatrix vectors = FloatMatrix.concat(rows);
        Scaling scaling = Scaling.of(vectors);
        Learned learned = new Learned(
                scaling.scaled(vectors),
                scaling,
                dknn.reference().labels(),
                dknn.labelSet().size());
        double[] weights = learned.fit(
                IntStream.range(0, inputs.size()).toArray(), new double[learned.classes * (vectors.columns() + 1)]);
        return new OutputRefit<>(
                dknn.extractor(),
                learned,
                weights,
                weights,
                learned.agreement(weights, FloatMatrix.concat(probabilities)));
    }

    private static FloatMatrix last(Activations activations) {
        return activations.matrices().get(activations.matrices().size() - 1);
    }

    /** Share of the reference examples for which the output layer, fitted to all, has the label of the network, in {@code [0, 1]}. */
    public double agreement() {
        return agreement;
    }

    /**
     * Fits the output layer without some reference examples. Starts from the fit to all of them, so that it takes the fewer passes over the
     * activations the less changes.
     *
     * @param ordinals of all reference examples that are left out, fewer than there are
     * @throws IllegalArgumentException if an ordinal is none of a reference example, or none stays
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public OutputRefit<I> without(Collection<Integer> ordinals) {
        int size = learned.vectors.rows();
        Set<Integer> left = LeftOutSearch.requireSomeStay(ordinals, size);
        int[] others = IntStream.range(0, size)
                .filter(ordinal -> !left.contains(ordinal))
                .toArray();
        double[] refitted = left.isEmpty() ? all : learned.fit(others, all);
        return new OutputRefit<>(extractor, learned, all, refitted, agreement);
    }

    /**
     * The network's probabilities as they would be; its own where no example is left out.
     *
     * @return one per class, summing to 1
     * @throws IllegalArgumentException if the network cannot read the input
     */
    public double[] probabilities(I input) {
        Activations activations = extractor.extract(List.of(input));
        float[] vector = learned.scaling.scaled(last(activations)).row(0);
        double[] before = CrossEntropy.scores(vector, all, learned.classes);
        double[] scores = CrossEntropy.scores(vector, weights, learned.classes);
        for (int label = 0; label < scores.length; label++) {
            double own = Math.max(activations.probabilities().get(0, label), Float.MIN_NORMAL);
            scores[label] += Math.log(own) - before[label];
        }
        Softmax.replace(scores);
        return scores;
    }

    /** What the output layer learns from. */
    private static final class Learned {

        /** Of all reference examples, scaled. */
        private final FloatMatrix vectors;

        private final Scaling scaling;
        private final int[] labels;
        private final int classes;

        Learned(FloatMatrix vectors, Scaling scaling, int[] labels, int classes) {
            this.vectors = vectors;
            this.scaling = scaling;
            this.labels = labels;
            this.classes = classes;
        }

        double[] fit(int[] ordinals, double[] start) {
            CrossEntropy loss = new CrossEntropy(
                    (ordinal, target) -> vectors.copyRows(ordinal, ordinal + 1, target, 0),
                    ordinals,
                    labels,
                    classes,
                    vectors.columns(),
                    1);
            return Lbfgs.minimize(loss, start, FLAT);
        }

        double agreement(double[] weights, FloatMatrix probabilities) {
            long agreed = IntStream.range(0, vectors.rows())
                    .filter(row -> label(row, weights) == probabilities.argMax(row))
                    .count();
            return agreed / (double) vectors.rows();
        }

        private int label(int row, double[] weights) {
            double[] scores = CrossEntropy.scores(vectors.row(row), weights, classes);
            int largest = 0;
            for (int label = 1; label < classes; label++) {
                largest = scores[label] > scores[largest] ? label : largest;
            }
            return largest;
        }
    }

    /** Moves and stretches vectors, so that the penalty means the same in all networks. */
    private static final class Scaling {

        /** Of the columns. */
        private final double[] means;

        /** Of what is left. */
        private final double factor;

        Scaling(double[] means, double factor) {
            this.means = means;
            this.factor = factor;
        }

        static Scaling of(FloatMatrix vectors) {
            double[] means = new double[vectors.columns()];
            for (int row = 0; row < vectors.rows(); row++) {
                for (int i = 0; i < means.length; i++) {
                    means[i] += vectors.get(row, i) / (double) vectors.rows();
                }
            }
            double squares = 0;
            for (int row = 0; row < vectors.rows(); row++) {
                for (int i = 0; i < means.length; i++) {
                    double difference = vectors.get(row, i) - means[i];
                    squares += difference * difference;
                }
            }
            double mean = squares / ((double) vectors.rows() * means.length);
            return new Scaling(means, mean == 0 ? 1 : 1 / Math.sqrt(mean));
        }

        FloatMatrix scaled(FloatMatrix vectors) {
            float[] scaled = FloatMatrix.allocate(vectors.rows(), means.length);
            for (int row = 0; row < vectors.rows(); row++) {
                for (int i = 0; i < means.length; i++) {
                    scaled[row * means.length + i] = (float) ((vectors.get(row, i) - means[i]) * factor);
                }
            }
            return FloatMatrix.wrap(vectors.rows(), means.length, scaled);
        }
    }
}
