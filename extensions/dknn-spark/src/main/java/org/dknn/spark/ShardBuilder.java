package org.dknn.spark;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.activation.Activations;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.spark.Shard.Space;
import org.dknn.vector.FloatMatrix;

/** Collects the examples of a shard, and writes it: their activations stand in the heap until then. For one thread. */
final class ShardBuilder {

    /** Examples whose activations are computed together. */
    private static final int CHUNK = 4_096;

    private final TextNetwork network;
    private final Space space;
    private final List<String> texts = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final List<List<String>> waiting = new ArrayList<>();
    private final List<List<FloatMatrix>> chunksByLayer;

    ShardBuilder(TextNetwork network, Space space) {
        this.network = network;
        this.space = space;
        this.chunksByLayer = space.layers().stream()
                .<List<FloatMatrix>>map(layer -> new ArrayList<>())
                .toList();
    }

    /**
     * Adds an example.
     *
     * @throws IllegalArgumentException if there is no such class, or the network cannot read the text
     */
    void add(String text, String className) {
        int label = space.classes().indexOf(className);
        if (label < 0) {
            throw new IllegalArgumentException("labels must be of the classes " + space.classes() + ", got \""
                    + className + "\" for the text \"" + text + "\"");
        }
        texts.add(text);
        labels.add(label);
        waiting.add(network.tokenizer().words(text));
        if (waiting.size() == CHUNK) {
            extract();
        }
    }

    private void extract() {
        Activations activations = network.extractor().extract(waiting);
        for (int layer = 0; layer < chunksByLayer.size(); layer++) {
            chunksByLayer.get(layer).add(activations.matrices().get(layer));
        }
        waiting.clear();
    }

    /** Factories of indexes, by layer and class. */
    @FunctionalInterface
    interface Factories {
        IndexFactory of(int layer, int label);
    }

    /**
     * Writes the shard into a new directory.
     *
     * @throws NoSuchFileException if the directory of all shards has gone meanwhile, as when another task of the fit has failed; then nothing
     *     stays
     */
    void write(Path directory, Factories factories) throws IOException {
        extractWaiting();
        try (OpenShard shard = OpenShard.in(directory)) {
            forEachIndex((layer, label, rows) -> {
                IndexFactory factory = factories.of(layer, label);
                try (NeighborIndex index = factory.build(space.context(layer, label), rows, space.metric())) {
                    shard.requireThere();
                    factory.save(index, Shard.index(directory, layer, label));
                }
            });
            shard.requireThere();
            new Shard(space, texts, labels).write(directory);
        }
    }

    /**
     * Trains indexes by the examples, instead of writing them.
     *
     * @param trainings directory of the files
     * @throws IllegalArgumentException if a class has too few examples; the message names it
     */
    void train(IndexChoice choice, Path trainings) throws IOException {
        extractWaiting();
        forEachIndex((layer, label, rows) -> {
            try {
                choice.train(rows, space.metric(), trainings, layer, label);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "cannot train the index " + choice.description() + " of the layer "
                                + space.layers().get(layer) + " for the class "
                                + space.classes().get(label) + " by " + rows.rows() + " examples: " + e.getMessage(),
                        e);
            }
        });
    }

    private void extractWaiting() {
        if (!waiting.isEmpty()) {
            extract();
        }
    }

    /** Takes the activations of a layer for the examples of a class, both by number. */
    @FunctionalInterface
    private interface IndexAction {
        void accept(int layer, int label, FloatMatrix rows) throws IOException;
    }

    /** Gives up the activations of each layer. */
    private void forEachIndex(IndexAction action) throws IOException {
        Map<Integer, List<Integer>> rowsByLabel =
                IntStream.range(0, labels.size()).boxed().collect(Collectors.groupingBy(labels::get));
        if (labels.isEmpty()) {
            return;
        }
        for (int layer = 0; layer < chunksByLayer.size(); layer++) {
            FloatMatrix rows = FloatMatrix.concat(chunksByLayer.get(layer));
            chunksByLayer.get(layer).clear();
            for (Map.Entry<Integer, List<Integer>> entry : rowsByLabel.entrySet()) {
                int[] ordinals =
                        entry.getValue().stream().mapToInt(Integer::intValue).toArray();
                action.accept(layer, entry.getKey(), rows.select(ordinals));
            }
        }
    }
}
