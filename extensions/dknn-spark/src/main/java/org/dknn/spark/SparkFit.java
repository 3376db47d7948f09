package org.dknn.spark;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.dknn.LabelSet;
import org.dknn.index.faiss.Faiss;
import org.dknn.vector.Metric;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver's part of a fit.
 *
 * @param networkPath as executors know it
 * @param model directory of the explainer; shards are beside it while this runs
 * @param classes by label
 * @param metric of the neighbors
 * @param k number of neighbors per layer
 * @param index kind of the indexes
 */
record SparkFit(String networkPath, Path model, LabelSet classes, Metric metric, int k, IndexChoice index) {

    private static final long SEED = 1;

    private static final Logger LOG = LoggerFactory.getLogger(DknnTextEstimator.class);

    /**
     * Fits and saves an explainer.
     *
     * @param training rows of text and class
     * @param calibration as well
     */
    void fit(Dataset<Row> training, Dataset<Row> calibration) throws IOException {
        index.requireFaiss(Faiss.whyUnavailable());
        Path beside = model.resolveSibling(model.getFileName() + ".shards-" + UUID.randomUUID());
        // as resources, so that a failure of the end does not hide one of before
        try (ShardFolder shards = new ShardFolder(Files.createDirectories(beside));
                TextNetwork network = TextNetwork.load(JvmModels.directory(networkPath))) {
            if (!index.isExact()) {
                train(training, network, shards.path());
            }
            List<String> names = written(training, shards.path());
            join(network, shards.path(), names, heldOut(calibration, network));
        }
    }

    /** Trains the indexes of all layers and classes by a sample. */
    private void train(Dataset<Row> training, TextNetwork network, Path trainings) throws IOException {
        ShardBuilder sample = new ShardBuilder(network, space(network));
        for (Row row : sample(training).collectAsList()) {
            WriteShard.requireComplete(row, "training examples");
            sample.add(row.getString(0), row.getString(1));
        }
        sample.train(index, trainings);
    }

    /** About as many examples of each class as the choice says, or all it has. */
    private Dataset<Row> sample(Dataset<Row> training) {
        Column label = training.col("`" + training.columns()[1] + "`");
        Map<String, Double> shares = new HashMap<>();
        for (Row row : training.groupBy(label).count().collectAsList()) {
            if (!row.isNullAt(0)) {
                // rows are drawn one by one: four standard deviations more than asked for, so that hardly ever fewer
                // come
                double wanted = index.sample() + 4 * Math.sqrt(index.sample());
                shares.put(row.getString(0), Math.min(1, wanted / row.getLong(1)));
            }
        }
        return training.stat().sampleBy(label, shares, SEED);
    }

    private Shard.Space space(TextNetwork network) {
        return Shard.Space.of(network.extractor(), classes.names(), metric);
    }

    /** Names of the shards, which executors write, in the order of the partitions. */
    private List<String> written(Dataset<Row> training, Path shards) {
        WriteShard write = new WriteShard(
                networkPath, shards.toString(), classes.names().toArray(String[]::new), metric.name(), index);
        List<String> names = training.mapPartitions(write, Encoders.STRING()).collectAsList();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("needs training examples, got none: all rows are marked as calibration"
                    + " examples, or their mark is null");
        }
        return names;
    }

    private org.dknn.Dataset<List<String>> heldOut(Dataset<Row> calibration, TextNetwork network) {
        List<Row> rows = calibration.collectAsList();
        rows.forEach(row -> WriteShard.requireComplete(row, "calibration examples"));
        return org.dknn.Dataset.of(
                rows.stream()
                        .map(row -> network.tokenizer().words(row.getString(0)))
                        .toList(),
                rows.stream().mapToInt(row -> classes.label(row.getString(1))).toArray(),
                classes);
    }

    private void join(TextNetwork network, Path shards, List<String> names, org.dknn.Dataset<List<String>> calibration)
            throws IOException {
        try (ShardedFit fit = new ShardedFit(network, space(network), index)) {
            for (String name : names) {
                fit.add(shards.resolve(name));
            }
            fit.save(model, k, calibration);
        }
    }

    /** The shards, as long as they are needed. */
    record ShardFolder(Path path) implements Closeable {

        /** After a failure other tasks may still write: their paths end first, so that nothing comes while this deletes. */
        @Override
        public void close() throws IOException {
            Path ended = Files.move(path, path.resolveSibling(path.getFileName() + "-ended"));
            try {
                delete(ended);
            } catch (DirectoryNotEmptyException e) {
                // file systems of networks keep the name of a file that is mapped until the memory is collected
                LOG.warn("the shards of a fit cannot be deleted, as a file is in use; delete {} later", ended);
            }
        }

        /** Deletes a directory with all that is in it. */
        static void delete(Path directory) throws IOException {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
