package org.dknn.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.ShardedIndex;
import org.dknn.index.faiss.Faiss;
import org.dknn.nlp.explain.Explainer;

/** Joins shards to an explainer. For one thread. */
final class ShardedFit implements AutoCloseable {

    private final TextNetwork network;
    private final Shard.Space space;
    private final IndexChoice index;
    private final List<String> texts = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final Map<IndexFactory.Context, List<Path>> parts = new LinkedHashMap<>();
    private final List<NeighborIndex> opened = new ArrayList<>();
    private int shards;

    /**
     * Joins shards, none yet.
     *
     * @param index kind of the indexes of all shards
     */
    ShardedFit(TextNetwork network, Shard.Space space, IndexChoice index) {
        this.network = network;
        this.space = space;
        this.index = index;
    }

    /**
     * Adds a shard; its rows follow those of the shards before.
     *
     * @throws IllegalArgumentException if it is not there, or of another network, other layers, classes or another metric
     */
    void add(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("an executor wrote the shard " + directory
                    + ", which the driver does not find: the directory of shards must be one that all of them share");
        }
        Shard shard = Shard.read(directory);
        if (!shard.space().equals(space)) {
            throw new IllegalArgumentException("the shard " + directory + " must be of " + space + ", got "
                    + shard.space() + ": is there another network on an executor?");
        }
        shards++;
        texts.addAll(shard.texts());
        labels.addAll(shard.labels());
        for (int label : new TreeSet<>(shard.labels())) {
            for (int layer = 0; layer < space.layers().size(); layer++) {
                parts.computeIfAbsent(space.context(layer, label), name -> new ArrayList<>())
                        .add(Shard.index(directory, layer, label));
            }
        }
    }

    /**
     * Saves the explainer of all shards. Cells are joined in a file beside those of the first shard, which are deleted.
     *
     * @param k number of neighbors per layer
     * @param calibration examples
     * @throws IllegalArgumentException as {@link org.dknn.DeepKnnBuilder#assemble}
     */
    void save(Path model, int k, Dataset<List<String>> calibration) throws IOException {
        Map<IndexFactory.Context, NeighborIndex> joined = new LinkedHashMap<>();
        for (Map.Entry<IndexFactory.Context, List<Path>> each : parts.entrySet()) {
            joined.put(each.getKey(), index.isExact() ? sharded(each.getValue()) : merged(each.getValue()));
        }
        Dataset<List<String>> reference = Dataset.of(
                texts.stream().map(network.tokenizer()::words).toList(),
                labels.stream().mapToInt(Integer::intValue).toArray(),
                new LabelSet(space.classes()));
        DeepKnn<List<String>> dknn = DeepKnn.builder(network.extractor())
                .neighbors(k)
                .metric(space.metric())
                .index(index.isExact() ? ShardedIndex.factory(index.factory(), shards) : index.factory())
                .assemble(reference, joined, calibration);
        Explainer.of(dknn, network.tokenizer()).withReferenceTexts(texts).save(model);
    }

    private NeighborIndex sharded(List<Path> files) throws IOException {
        List<NeighborIndex> loaded = new ArrayList<>();
        for (Path file : files) {
            loaded.add(load(file));
        }
        return ShardedIndex.of(loaded);
    }

    /** The driver holds no vectors: FAISS joins lists in a file, which is read where it is. */
    private NeighborIndex merged(List<Path> files) throws IOException {
        Path first = files.get(0);
        Path joined = first.resolveSibling(first.getFileName() + ".joined");
        Faiss.merge(files, joined);
        for (Path file : files) {
            Files.delete(file);
        }
        return load(joined);
    }

    private NeighborIndex load(Path file) throws IOException {
        NeighborIndex loaded = index.factory().load(file);
        opened.add(loaded);
        return loaded;
    }

    /** Closes the indexes. */
    @Override
    public void close() {
        opened.forEach(NeighborIndex::close);
    }
}
