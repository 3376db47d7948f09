package org.dknn.ood;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.dknn.DeepKnn;
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
 * Whether an input is like the reference examples step by step: how far what a layer makes of each step, a word with those around
 * it, is from the nearest step of any reference example; the mean over the steps, beside that of held-out inputs.
 *
 * <p>{@link DeepKnn#ood} looks at one vector an input. Pooled over time, words in any order look much alike to it; here a
 * text is strange if its words stand beside each other as they never did. The {@linkplain StepExtractor#windows windows} of
 * three steps of an embedding serve whatever the network is; a narrow convolution serves too, but no recurrent layer, which
 * remembers too much.
 *
 * <p>The distance is the Euclidean one of vectors scaled to length 1, as Sun, Ming, Zhu and Li have it; they take one vector
 * an input and its k-th neighbor, here it is all steps and the nearest. The index keeps every step of the reference examples,
 * and each step of an input is looked for in it: beside 6,000 sentences one takes one to four times what predicting it takes.
 * Nothing is stored: fit it again after loading a classifier. Safe for use by many threads; immutable. Owns its index, so
 * close it when done.
 *
 * @param <I> type of the inputs
 * @see <a href="https://arxiv.org/abs/2204.06507">Sun, Ming, Zhu and Li (2022)</a>
 */
public final class SequenceOodDetector<I> implements AutoCloseable {

    /** Inputs that go through the network together; bounds the memory of a long pass. */
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

    /** Fits with an exact index, {@link Faiss#flatOrExact}; else as {@link #fit(StepExtractor, List, List, IndexFactory)}. */
    public static <I> SequenceOodDetector<I> fit(StepExtractor<I> extractor, List<I> reference, List<I> calibration) {
        return fit(extractor, reference, calibration, Faiss.flatOrExact());
    }

    /**
     * Fits to examples.
     *
     * @param reference usually those that the network was trained on; at least one
     * @param calibration that the network was <em>not</em> trained on and that are not in {@code reference}; at least one
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

    private static <I> FloatMatrix steps(StepExtractor<I> extractor, List<I> reference) {
        List<FloatMatrix> parts = new ArrayList<>();
        for (int start = 0; start < reference.size(); start += CHUNK) {
            List<I> chunk = reference.subList(start, Math.min(reference.size(), start + CHUNK));
            parts.add(FloatMatrix.concat(extractor.extract(chunk)));
        }
        return FloatMatrix.concat(parts);
    }

    /** Name of the layer, told from one that is looked at as a whole: such as {@code "conv3 by step"}. */
    public String layer() {
        return extractor.layer() + " by step";
    }

    /**
     * How far each step of an input is from the nearest step of any reference example, in {@code [0, 2]}.
     *
     * @throws IllegalArgumentException if the network cannot read it
     * @throws IllegalStateException after {@link #close}
     */
    public List<Double> distances(I input) {
        return distancesOfAll(List.of(input)).get(0);
    }

    private List<List<Double>> distancesOfAll(List<I> inputs) {
        List<FloatMatrix> parts = extractor.extract(inputs);
        List<Neighbors> nearest = index.search(FloatMatrix.concat(parts), 1);
        List<List<Double>> distances = new ArrayList<>();
        int next = 0;
        for (FloatMatrix part : parts) {
            distances.add(nearest.subList(next, next + part.rows()).stream()
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
     * Whether an input is like the reference examples.
     *
     * @param errorRate share of usual inputs that may be taken for strange ones, in {@code (0, 1)}, such as .05
     * @return with the one layer, whose distance is the mean over the steps
     * @throws IllegalArgumentException if the network cannot read it, or there are too few calibration examples for the rate
     * @throws IllegalStateException after {@link #close}
     */
    public OodResult detect(I input, double errorRate) {
        return detectAll(List.of(input), errorRate).get(0);
    }

    /** As {@link #detect} of each of any number of inputs, in their order; faster than one by one. */
    public List<OodResult> detectAll(List<I> inputs, double errorRate) {
        calibration.requireEnoughFor(1 - errorRate);
        return means(inputs).mapToObj(mean -> detect(mean, errorRate)).toList();
    }

    private OodResult detect(double mean, double errorRate) {
        double pValue = calibration.pValue(mean, PValueKind.CONFORMAL, 1);
        boolean inDistribution = pValue > errorRate;
        return new OodResult(
                inDistribution, pValue, List.of(new OodResult.Layer(layer(), mean, pValue, inDistribution)));
    }

    /** The mean distances of the calibration examples. */
    public Calibration calibration() {
        return calibration;
    }

    /** Frees the index; a second call does nothing. Asking afterwards throws {@link IllegalStateException}. */
    @Override
    public void close() {
        index.close();
    }

    @Override
    public String toString() {
        return "SequenceOodDetector[layer " + layer() + ", " + index.size() + " steps, " + calibration + "]";
    }
}
