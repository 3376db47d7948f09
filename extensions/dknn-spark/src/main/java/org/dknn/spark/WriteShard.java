package org.dknn.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.dknn.index.faiss.Faiss;
import org.dknn.internal.WorkScope;
import org.dknn.vector.Metric;

/** Writes the examples of a partition as a shard, and returns the name of its directory; none if there are no examples. */
final class WriteShard implements MapPartitionsFunction<Row, String> {

    private static final long serialVersionUID = 1;

    private final String networkPath;
    private final String shardsPath;
    private final String[] classes;
    private final String metric;
    private final IndexChoice index;

    /**
     * Writes shards.
     *
     * @param networkPath of the network
     * @param shardsPath of the directory of all shards
     * @param classes by label
     * @param metric name of the metric
     * @param index kind of the indexes; trainings are in the directory of all shards
     */
    WriteShard(String networkPath, String shardsPath, String[] classes, String metric, IndexChoice index) {
        this.networkPath = networkPath;
        this.shardsPath = shardsPath;
        this.classes = classes.clone();
        this.metric = metric;
        this.index = index;
    }

    /**
     * Writes a shard.
     *
     * @param rows of text and class
     */
    @Override
    public Iterator<String> call(Iterator<Row> rows) throws IOException {
        if (!rows.hasNext()) {
            return Collections.emptyIterator();
        }
        index.requireFaiss(Faiss.whyUnavailable());
        TaskContext task = TaskContext.get();
        TextNetwork network = JvmModels.network(networkPath, task);
        ShardBuilder shard = new ShardBuilder(
                network, Shard.Space.of(network.extractor(), List.of(classes), Metric.valueOf(metric)));
        // an attempt that is repeated writes another directory; the driver reads those it is told of
        String name = "shard-" + task.partitionId() + "-" + task.taskAttemptId();
        Path shards = JvmModels.directory(shardsPath);
        WorkScope threads = new WorkScope(ForkJoinPool.commonPool(), task.cpus() - 1);
        return threads.run(() -> {
            rows.forEachRemaining(row -> add(row, shard, task));
            write(shard, shards.resolve(name), index.factories(shards));
            return List.of(name).iterator();
        });
    }

    private static void write(ShardBuilder shard, Path directory, ShardBuilder.Factories factories) {
        try {
            shard.write(directory, factories);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the shard " + directory + ": " + e.getMessage(), e);
        }
    }

    private static void add(Row row, ShardBuilder shard, TaskContext task) {
        if (task.isInterrupted()) {
            throw new CancellationException("the task was killed while fitting");
        }
        requireComplete(row, "training examples");
        shard.add(row.getString(0), row.getString(1));
    }

    /** Refuses a row of text and class in which one is null. */
    static void requireComplete(Row row, String which) {
        if (row.isNullAt(0) || row.isNullAt(1)) {
            throw new IllegalArgumentException(
                    which + " need a text and a class, got the row " + row + "; drop such rows before");
        }
    }
}
