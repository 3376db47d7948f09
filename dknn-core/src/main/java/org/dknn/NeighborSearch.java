package org.dknn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.index.Neighbors;
import org.dknn.internal.WorkScope;
import org.dknn.internal.WorkScope.Phase;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.PreparedVectors;

/**
 * Search for the neighbors of inputs: computes activations, then searches the indexes of each layer.
 *
 * @param <I> type of the inputs
 */
record NeighborSearch<I>(
        ActivationExtractor<I> extractor,
        List<ClasswiseIndex> indexes,
        ReferenceExamples<I> reference,
        int k,
        ServedCalls calls,
        JoinedCalls<I, NeighborSearch.Found> joined) {

    NeighborSearch(
            ActivationExtractor<I> extractor,
            List<ClasswiseIndex> indexes,
            ReferenceExamples<I> reference,
            int k,
            ServedCalls calls) {
        this(
                extractor,
                indexes,
                reference,
                k,
                calls,
                new JoinedCalls<>(nanos(calls.serving().joining())));
    }

    NeighborSearch(
            ActivationExtractor<I> extractor, List<ClasswiseIndex> indexes, ReferenceExamples<I> reference, int k) {
        this(extractor, indexes, reference, k, new ServedCalls(Serving.create()));
    }

    NeighborSearch<I> with(Serving serving) {
        return with(new ServedCalls(serving));
    }

    NeighborSearch<I> with(ServedCalls calls) {
        return new NeighborSearch<>(extractor, indexes, reference, k, calls);
    }

    /** Number of inputs processed together; bounds the memory of long calls. */
    static final int CHUNK = 4096;

    /**
     * Neighbors, statistics and probabilities of one input, before calibration.
     *
     * @param layers one per layer
     * @param statistics of these neighbors
     * @param probabilities {@code [1 x classes]}
     */
    record Found(List<ClasswiseIndex.Found> layers, NeighborStatistics statistics, FloatMatrix probabilities) {

        static Found of(List<ClasswiseIndex.Found> layers, FloatMatrix probabilities) {
            NeighborStatistics statistics = NeighborStatistics.of(
                    layers.stream().map(ClasswiseIndex.Found::statistics).toList());
            return new Found(layers, statistics, probabilities);
        }

        List<Neighbors> neighbors() {
            return layers.stream().map(ClasswiseIndex.Found::nearest).toList();
        }
    }

    private static long nanos(Duration time) {
        return time.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1).toNanos() : time.toNanos();
    }

    /** Finds as a call that is {@linkplain ServedCalls#counted counted}, and together with others, if calls are joined. */
    List<Found> findJoined(List<I> inputs, IntConsumer progress) {
        if (!joined.joins(inputs.size())) {
            return calls.working(() -> find(inputs, progress));
        }
        List<Found> found = joined.run(inputs, all -> calls.working(() -> find(all, done -> {})));
        progress.accept(inputs.size());
        return found;
    }

    List<Found> find(List<I> inputs, IntConsumer progress) {
        List<Found> found = new ArrayList<>(inputs.size());
        for (int start = 0; start < inputs.size(); start += CHUNK) {
            List<I> chunk = inputs.subList(start, Math.min(inputs.size(), start + CHUNK));
            WorkScope.requireNotCancelled("predicting");
            found.addAll(findChunk(extract(chunk, progress)));
        }
        return found;
    }

    /** Runs the network; its time counts for the call of this thread. */
    Activations extract(List<I> inputs, IntConsumer progress) {
        return WorkScope.current().timed(Phase.NETWORK, () -> extractor.extract(inputs, progress));
    }

    /** Searches all layers; its time counts for the call of this thread. */
    List<List<ClasswiseIndex.Found>> search(Activations activations, int neighbors) {
        return WorkScope.current()
                .timed(Phase.SEARCH, () -> ClasswiseIndex.search(indexes, activations.matrices(), neighbors));
    }

    /**
     * The vectors of reference examples of one class, in a layer, as its index compares them. Where it does not give them back, the
     * network is run for these examples.
     */
    FloatMatrix vectors(int layer, int label, int... ordinals) {
        return indexes.get(layer).vectors(label, ordinals).orElseGet(() -> {
            List<I> inputs = IntStream.of(ordinals)
                    .mapToObj(reference.examples().inputs()::get)
                    .toList();
            FloatMatrix activations = extract(inputs, done -> {}).matrices().get(layer);
            return PreparedVectors.of(activations, indexes.get(layer).metric()).matrix();
        });
    }

    List<Found> findChunk(Activations activations) {
        requireClasses(activations.probabilities(), reference.examples().labelSet());
        ComparableActivations.require(activations, indexes.get(0).metric());
        List<List<ClasswiseIndex.Found>> byLayer = search(activations, k);
        List<Found> found = new ArrayList<>(activations.rows());
        for (int row = 0; row < activations.rows(); row++) {
            found.add(found(byLayer, row, activations.probabilities()));
        }
        return found;
    }

    private Found found(List<List<ClasswiseIndex.Found>> byLayer, int row, FloatMatrix probabilities) {
        List<ClasswiseIndex.Found> layers =
                byLayer.stream().map(layer -> layer.get(row)).toList();
        return Found.of(layers, probabilities.rows(row, row + 1));
    }

    /**
     * Results for reference examples, each left out of its own neighbors.
     *
     * @param activations of these examples
     * @param ordinals their ordinals
     */
    List<Found> findReference(Activations activations, int[] ordinals) {
        int more = Math.min(k + 1, reference.examples().size());
        List<List<ClasswiseIndex.Found>> byLayer = search(activations, more);
        List<Found> found = new ArrayList<>(ordinals.length);
        for (int row = 0; row < ordinals.length; row++) {
            int current = row;
            int label = reference.examples().label(ordinals[row]);
            List<ClasswiseIndex.Found> layers = byLayer.stream()
                    .map(layer -> layer.get(current).without(ordinals[current], label, k))
                    .toList();
            found.add(Found.of(layers, activations.probabilities().rows(row, row + 1)));
        }
        return found;
    }

    /** Results for the reference examples of ordinals in {@code [from, to)}, in order, each left out of its own neighbors. */
    void findReference(int from, int to, ObjIntConsumer<Found> consumer) {
        List<I> inputs = reference.examples().inputs();
        for (int start = from; start < to; start += CHUNK) {
            int end = Math.min(to, start + CHUNK);
            WorkScope.requireNotCancelled("predicting reference examples");
            Activations activations = extract(inputs.subList(start, end), done -> {});
            int[] ordinals = IntStream.range(start, end).toArray();
            List<Found> found = findReference(activations, ordinals);
            for (int row = 0; row < ordinals.length; row++) {
                consumer.accept(found.get(row), ordinals[row]);
            }
        }
    }

    static void requireClasses(FloatMatrix probabilities, LabelSet labelSet) {
        if (probabilities.columns() != labelSet.size()) {
            throw new IllegalArgumentException("the network must have an output for each of the classes "
                    + labelSet.names() + ", got " + probabilities.columns() + " outputs");
        }
    }
}
