package org.dknn;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.Fingerprint;
import org.dknn.internal.WorkScope;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.VectorSource;

/**
 * Activations and probabilities of the training examples, extracted chunk by chunk into a store. The probabilities are kept as one more
 * layer.
 */
final class TrainingActivations implements AutoCloseable {

    /** Layout of the files of {@link SpillStore} and what is in them. */
    private static final String VERSION = "dknn spill 1";

    private final List<String> layers;
    private final ActivationStore store;
    private final ReferenceScan scan;

    private TrainingActivations(List<String> layers, ActivationStore store, ReferenceScan scan) {
        this.layers = layers;
        this.store = store;
        this.scan = scan;
    }

    /**
     * Extracts all.
     *
     * @param spill directory for files; empty: kept on the heap
     * @param progress receives the number of further examples
     * @throws IllegalArgumentException if the examples cannot be compared
     */
    static <I> TrainingActivations extract(
            ActivationExtractor<I> extractor,
            Dataset<I> training,
            ReferenceScan scan,
            Optional<Path> spill,
            IntConsumer progress) {
        List<I> inputs = training.inputs();
        ActivationStore store = spill.<ActivationStore>map(
                        directory -> SpillStore.of(directory, key(extractor, inputs), inputs.size()))
                .orElseGet(MemoryStore::new);
        TrainingActivations activations = new TrainingActivations(extractor.layers(), store, scan);
        try {
            activations.scanKept(progress);
            for (int from = store.rows(); from < inputs.size(); from = store.rows()) {
                int to = Math.min(inputs.size(), from + NeighborSearch.CHUNK);
                activations.add(extractor, inputs.subList(from, to), progress);
            }
            scan.requireComparable();
            return activations;
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    /** What tells the activations of a fit from those of another one. */
    private static <I> String key(ActivationExtractor<I> extractor, List<I> inputs) {
        Fingerprint key = new Fingerprint().add(VERSION).add(extractor.fingerprint());
        extractor.layers().forEach(key::add);
        inputs.forEach(input -> key.add(extractor.codec().write(input)));
        return key.value().substring(0, 32);
    }

    private void scanKept(IntConsumer progress) {
        for (int from = 0; from < store.rows(); from += NeighborSearch.CHUNK) {
            int to = Math.min(store.rows(), from + NeighborSearch.CHUNK);
            scan.add(rows(from, to));
            progress.accept(to - from);
        }
    }

    private Activations rows(int from, int to) {
        List<FloatMatrix> matrices = IntStream.range(0, layers.size())
                .mapToObj(layer -> store.layer(layer).rows(from, to))
                .toList();
        return new Activations(layers, matrices, store.layer(layers.size()).rows(from, to));
    }

    private <I> void add(ActivationExtractor<I> extractor, List<I> inputs, IntConsumer progress) {
        int from = store.rows();
        WorkScope.requireNotCancelled("fitting");
        try {
            Activations chunk = extractor.extract(inputs, progress);
            scan.add(chunk);
            store.add(Stream.concat(chunk.matrices().stream(), Stream.of(chunk.probabilities()))
                    .toList());
        } catch (IllegalArgumentException e) {
            if (from == 0) {
                throw e;
            }
            throw new IllegalArgumentException(e.getMessage() + " (rows count from training example " + from + ")", e);
        }
    }

    /** What was seen of all rows. */
    ReferenceScan scan() {
        return scan;
    }

    /** Names of the layers. */
    List<String> layers() {
        return layers;
    }

    /** The rows of a layer, until it is {@linkplain #release released}. */
    VectorSource layer(int layer) {
        return store.layer(layer);
    }

    /** Gives up the rows of a layer. */
    void release(int layer) {
        store.release(layer);
    }

    /** The activations of some examples, in their order; before any layer is released. */
    Activations select(int[] ordinals) {
        List<FloatMatrix> matrices = IntStream.range(0, layers.size())
                .mapToObj(layer -> SelectedRows.matrix(store.layer(layer), ordinals))
                .toList();
        return new Activations(layers, matrices, SelectedRows.matrix(store.layer(layers.size()), ordinals));
    }

    /** Gives up all rows, and deletes their files. */
    @Override
    public void close() {
        store.close();
    }
}
