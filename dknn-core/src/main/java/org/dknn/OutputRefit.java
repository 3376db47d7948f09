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
 * <p>The output layer is a softmax regression on the activations of the last selected layer, fitted to all reference examples, and again
 * without some of them. By how much this moves its scores of an input, the network's own scores, the logarithms of its probabilities,
 * are moved. The layers below have learned from the examples that go, too, and stay as they are, so a training without these examples may
 * change more. Where the last selected layer is not the one below the output layer, or the network is far from what its last
 * layer can learn, {@link #agreement} is low, and this tells little of the network.
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
    private final Dataset<I> reference;
    private final Scaling scaling;
    private final FloatMatrix vectors;
    private final int[] labels;
    private final int classes;
    private final double[] weights;
    private final double agreement;

    private OutputRefit(ActivationExtractor<I> extractor, Dataset<I> reference, Activations activations) {
        this.extractor = extractor;
        this.reference = reference;
        this.labels = reference.labels();
        this.classes = reference.labelSet().size();
        FloatMatrix last = last(activations);
        this.scaling = Scaling.of(last);
        this.vectors = scaling.scaled(last);
        int[] all = IntStream.range(0, vectors.rows()).toArray();
        this.weights = fit(all, new double[classes * (vectors.columns() + 1)]);
        this.agreement = agreement(activations.probabilities());
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
        List<String> layers = dknn.extractor().layers();
        for (int start = 0; start < inputs.size(); start += NeighborSearch.CHUNK) {
            WorkScope.requireNotCancelled("refitting the output layer");
            Activations chunk = dknn.extractor()
                    .extract(
                            inputs.subList(start, Math.min(inputs.size(), start + NeighborSearch.CHUNK)),
                            pass::advance);
            rows.add(last(chunk));
            probabilities.add(chunk.probabilities());
        }
        Activations activations = new Activations(
                layers.subList(layers.size() - 1, layers.size()),
                List.of(FloatMatrix.concat(rows)),
                FloatMatrix.concat(probabilities));
        return new OutputRefit<>(dknn.extractor(), dknn.reference(), activations);
    }

    private static FloatMatrix last(Activations activations) {
        return activations.matrices().get(activations.matrices().size() - 1);
    }

    /** Share of the reference examples for which the output layer, fitted to all, has the label of the network, in {@code [0, 1]}. */
    public double agreement() {
        return agreement;
    }

    /**
     * The network's probabilities as they would be if the output layer had not seen some reference examples: its own if none is left out.
     *
     * <p>A fit starts from the weights of the fit to all, so that it takes the fewer steps the less changes.
     *
     * @param ordinals of the reference examples that are left out, fewer than all
     * @return one per class, summing to 1
     * @throws IllegalArgumentException if the network cannot read the input, an ordinal is none of a reference example, or none stays
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public double[] probabilitiesWithout(I input, Collection<Integer> ordinals) {
        Set<Integer> left = LeftOutSearch.requireSomeStay(ordinals, reference.size());
        Activations activations = extractor.extract(List.of(input));
        float[] vector = scaling.scaled(last(activations)).row(0);
        double[] before = CrossEntropy.scores(vector, weights, classes);
        double[] after = CrossEntropy.scores(vector, left.isEmpty() ? weights : without(left), classes);
        double[] scores = new double[classes];
        for (int label = 0; label < classes; label++) {
            double own = Math.log(Math.max(activations.probabilities().get(0, label), Float.MIN_NORMAL));
            scores[label] = own + after[label] - before[label];
        }
        Softmax.replace(scores);
        return scores;
    }

    private double[] without(Set<Integer> left) {
        int[] others = IntStream.range(0, vectors.rows())
                .filter(ordinal -> !left.contains(ordinal))
                .toArray();
        return fit(others, weights);
    }

    private double[] fit(int[] ordinals, double[] start) {
        CrossEntropy loss = new CrossEntropy(
                (ordinal, target) -> vectors.copyRows(ordinal, ordinal + 1, target, 0),
                ordinals,
                labels,
                classes,
                vectors.columns(),
                1);
        return Lbfgs.minimize(loss, start, FLAT);
    }

    private double agreement(FloatMatrix probabilities) {
        int agreed = 0;
        for (int row = 0; row < vectors.rows(); row++) {
            double[] scores = CrossEntropy.scores(vectors.row(row), weights, classes);
            agreed += argMax(scores) == probabilities.argMax(row) ? 1 : 0;
        }
        return agreed / (double) vectors.rows();
    }

    private static int argMax(double[] scores) {
        int largest = 0;
        for (int label = 1; label < scores.length; label++) {
            largest = scores[label] > scores[largest] ? label : largest;
        }
        return largest;
    }

    /**
     * Moves and stretches vectors, so that the penalty means the same in all networks.
     *
     * @param means of the columns
     * @param factor of what is left
     */
    private record Scaling(double[] means, double factor) {

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
