package org.dknn.solr;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory.Context;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/**
 * What does an index on servers cost? {@code ROWS COLUMNS DIR} prints the row of a table that the benchmark {@code scale} prints for others: the
 * same vectors in a collection of two shards, on two nodes in this JVM that keep their files in the directory; and the exact index beside it.
 */
final class SolrScale {

    private static final int K = 75;
    private static final int QUERIES = 200;
    private static final int LATENT = 40;
    private static final double MEGABYTE = 1 << 20;

    private SolrScale() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        int rows = Integer.parseInt(arguments[0]);
        int columns = Integer.parseInt(arguments[1]);
        Path directory = Path.of(arguments[2]);
        FloatMatrix all = mixture(rows + QUERIES, columns);
        FloatMatrix vectors = all.rows(0, rows);
        FloatMatrix queries = all.rows(rows, rows + QUERIES);
        System.out.println("| index | rows | disk MB | build s | ms a query | of the processor | recall |");
        System.out.println("|---|---|---|---|---|---|---|");
        List<Neighbors> exact;
        long start = System.nanoTime();
        try (NeighborIndex index = ExactIndex.factory().build(vectors, Metric.EUCLIDEAN)) {
            exact = index.search(queries, K);
            print("exact, Java", vectors, 0, seconds(start), Times.of(index, queries), 1);
        }
        try (SolrCluster cluster = new SolrCluster(directory)) {
            double before = size(directory);
            start = System.nanoTime();
            try (NeighborIndex index =
                    cluster.factory().build(new Context("mixture", "layer", "all"), vectors, Metric.EUCLIDEAN)) {
                double built = seconds(start);
                double recall = recall(exact, index.search(queries, K));
                print("Solr", vectors, size(directory) - before, built, Times.of(index, queries), recall);
            }
        }
    }

    private static void print(String name, FloatMatrix vectors, double disk, double build, Times times, double recall) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %d x %d | %.0f | %.0f | %.2f | %.2f | %.3f |%n",
                name,
                vectors.rows(),
                vectors.columns(),
                disk / MEGABYTE,
                build,
                times.median(),
                times.processor(),
                recall);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /**
     * Times of a query asked alone, after one pass that warms up, in milliseconds.
     *
     * @param median by the clock
     * @param processor mean of all threads of the JVM, those of the servers included
     */
    private record Times(double median, double processor) {

        static Times of(NeighborIndex index, FloatMatrix queries) {
            double[] times = new double[queries.rows()];
            double before = 0;
            for (int pass = 0; pass < 2; pass++) {
                before = processorMillis();
                for (int q = 0; q < times.length; q++) {
                    FloatMatrix query = queries.rows(q, q + 1);
                    long start = System.nanoTime();
                    index.search(query, K);
                    times[q] = (System.nanoTime() - start) / 1e6;
                }
            }
            double mean = (processorMillis() - before) / times.length;
            Arrays.sort(times);
            return new Times(times[times.length / 2], mean);
        }

        private static double processorMillis() {
            return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                            .getProcessCpuTime()
                    / 1e6;
        }
    }

    private static double recall(List<Neighbors> exact, List<Neighbors> found) {
        long hits = 0;
        for (int q = 0; q < exact.size(); q++) {
            Set<Integer> wanted = new HashSet<>();
            Arrays.stream(exact.get(q).ordinals()).forEach(wanted::add);
            hits += Arrays.stream(found.get(q).ordinals())
                    .filter(wanted::contains)
                    .count();
        }
        return (double) hits / (K * exact.size());
    }

    /** The vectors of the benchmark: a seeded mixture of 50 clusters on 40 latent dimensions, with noise. */
    private static FloatMatrix mixture(int rows, int columns) {
        Random random = new Random(1);
        float[] axes = normal(random, LATENT * columns);
        float[] centers = normal(random, 50 * LATENT);
        float[] values = new float[rows * columns];
        float[] latent = new float[LATENT];
        for (int r = 0; r < rows; r++) {
            int cluster = random.nextInt(50);
            for (int l = 0; l < LATENT; l++) {
                latent[l] = 2 * centers[cluster * LATENT + l] + (float) random.nextGaussian();
            }
            for (int c = 0; c < columns; c++) {
                float value = 0.3f * (float) random.nextGaussian();
                for (int l = 0; l < LATENT; l++) {
                    value += latent[l] * axes[l * columns + c];
                }
                values[r * columns + c] = value;
            }
        }
        return FloatMatrix.wrap(rows, columns, values);
    }

    private static float[] normal(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
