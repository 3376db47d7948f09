package org.dknn.ood;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dknn.activation.StepExtractor;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.PValueKind;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.index.faiss.Faiss;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/**
 * Out-of-distribution detector for sequences. Its score is the distance of a layer's vector for each step, such as a
 * word with its neighbors, from the nearest step of any reference example, averaged over the steps of the input and
 * compared with held-out inputs.
 *
 * <p>{@link org.dknn.DeepKnn#ood} uses one vector per input, which pooling over time makes nearly independent of the order of
 * words. This detector also finds texts whose words are known but never occurred side by side.
 * {@linkplain StepExtractor#windows Windows} of three steps of an embedding suit every network. A narrow convolution is
 * suitable as well; a recurrent layer is not, because its vectors depend on all earlier steps.
 *
 * <p>The distance is Euclidean between vectors scaled to length 1, as in Sun, Ming, Zhu and Li, who use the k-th
 * neighbor of one vector per input. The index stores every different step of the reference examples once; with 6,000 reference
 * sentences, detection takes one to four times as long as prediction. It is not saved: fit it again after loading a
 * classifier. Safe for use by many threads; immutable. Owns its index; close it after use.
 *
 * @param <I> type of the inputs
 * @see <a href="https://arxiv.org/abs/2204.06507">Sun, Ming, Zhu and Li (2022)</a>
 */
public final class SequenceOodDetector<I> implements AutoCloseable {

    /** Number of inputs processed together; bounds the memory of long calls. */
    private static final int CHUNK = 1024;

    private final StepExtractor<I> extractor;
    private final NeighborIndex index;
    private final Calibration calibration;

    private SequenceOodDetector(StepExtractor<I> extractor, NeighborIndex index, List<I> calibration) {
        this.extractor = extractor;
        this.index = index;
        this.calibration = Calibration.copyOf(
                calibration.isEmpty() ? new double[0] : means(calibration).toArray());
    }

    /** Fits a detector with an exact index, {@link Faiss#flatOrExact}. */
    public static <I> SequenceOodDetector<I> fit(StepExtractor<I> extractor, List<I> reference, List<I> calibration) {
        return fit(extractor, reference, calibration, Faiss.flatOrExact());
    }

    /**
     * Fits a detector.
     *
     * @param reference usually the training examples of the network; at least one
     * @param calibration examples that the network was <em>not</em> trained on and that are not in {@code reference};
     *     at least one
     * @throws IllegalArgumentException if one of the two is empty, or the network cannot read an example
     */
    public static <I> SequenceOodDetector<I> fit(
            StepExtractor<I> extractor, List<I> reference, List<I> calibration, IndexFactory factory) {
        Objects.requireNonNull(extractor, "extractor");
        if (reference.isEmpty()) {
            throw new IllegalArgumentException("needs at least one reference example, got none");
        }
        NeighborIndex index = factory.build(steps(extractor, reference), Metric.COSINE);
        try {
            return new SequenceOodDetector<>(extractor, index, calibration);
        } catch (RuntimeException | Error e) {
            index.close();
            throw e;
        }
    }

    /** The different steps of all examples: the nearest of them is as near as the nearest of all. */
    private static <I> FloatMatrix steps(StepExtractor<I> extractor, List<I> reference) {
        List<FloatMatrix> parts = new ArrayList<>();
        for (int start = 0; start < reference.size(); start += CHUNK) {
            List<I> chunk = reference.subList(start, Math.min(reference.size(), start + CHUNK));
            parts.add(DistinctRows.of(FloatMatrix.concat(extractor.extract(chunk)))
                    .matrix());
        }
        return DistinctRows.of(FloatMatrix.concat(parts)).matrix();
    }

    /**
     * Name of the layer with a suffix that distinguishes it from whole-input layers, such as {@code "conv3 by step"}.
     */
    public String layer() {
        return extractor.layer() + " by step";
    }

    /**
     * Distance of each step of an input from the nearest step of any reference example, in {@code [0, 2]}.
     *
     * @throws IllegalArgumentException if the network cannot read it
     * @throws IllegalStateException after {@link #close}
     */
    public List<Double> distances(I input) {
        return distancesOfAll(List.of(input)).get(0);
    }

    private List<List<Double>> distancesOfAll(List<I> inputs) {
        List<FloatMatrix> parts = extractor.extract(inputs);
        DistinctRows steps = DistinctRows.of(FloatMatrix.concat(parts));
        List<Neighbors> nearest = index.search(steps.matrix(), 1);
        List<List<Double>> distances = new ArrayList<>();
        int next = 0;
        for (FloatMatrix part : parts) {
            distances.add(IntStream.range(next, next + part.rows())
                    .mapToObj(step -> nearest.get(steps.rowOf(step)))
                    .map(neighbors ->
                            Math.sqrt(2 * neighbors.distance(0))) // of a cosine distance to that of unit vectors
                    .toList());
            next += part.rows();
        }
        return distances;
    }

    private DoubleStream means(List<I> inputs) {
        DoubleStream.Builder means = DoubleStream.builder();
        for (int start = 0; start < inputs.size(); start += CHUNK) {
            List<I> chunk = inputs.subList(start, Math.min(inputs.size(), start + CHUNK));
            distancesOfAll(chunk).forEach(steps -> means.add(mean(steps)));
        }
        return means.build();
    }

    private static double mean(List<Double> steps) {
        return steps.stream().mapToDouble(step -> step).average().orElse(0);
    }

    /**
     * Whether an input is out-of-distribution.
     *
     * @param errorRate share of in-distribution inputs that may be reported as out-of-distribution, in {@code (0, 1)},
     *     such as .05
     * @return a result with one layer, whose distance is the mean over the steps
     * @throws IllegalArgumentException if the network cannot read it, or there are too few calibration examples for the
     *     rate
     * @throws IllegalStateException after {@link #close}
     */
    public OodResult detect(I input, double errorRate) {
        return detectAll(List.of(input), errorRate).get(0);
    }

    /** Runs {@link #detect} on any number of inputs, in the given order. Faster than one call per input. */
    public List<OodResult> detectAll(List<I> inputs, double errorRate) {
        calibration.requireEnoughForErrors(errorRate);
        return means(inputs).mapToObj(mean -> detect(mean, errorRate)).toList();
    }

    private OodResult detect(double mean, double errorRate) {
        double pValue = calibration.pValue(mean, PValueKind.CONFORMAL, 1);
        boolean inDistribution = pValue > errorRate;
        return new OodResult(
                inDistribution, pValue, List.of(new OodResult.Layer(layer(), mean, pValue, inDistribution)));
    }

    /** Mean distances of the calibration examples. */
    public Calibration calibration() {
        return calibration;
    }

    /** Closes the index. A second call has no effect. Detecting afterwards throws {@link IllegalStateException}. */
    @Override
    public void close() {
        index.close();
    }

    @Override
    public String toString() {
        return "SequenceOodDetector[layer " + layer() + ", " + index.size() + " different steps, " + calibration + "]";
    }
}
