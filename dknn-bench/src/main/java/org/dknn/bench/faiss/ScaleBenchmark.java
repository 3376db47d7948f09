package org.dknn.bench.faiss;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.dknn.bench.speed.ProcessUse;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.index.faiss.Faiss;
import org.dknn.lucene.LuceneFactory;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What do indexes of large sets cost? One row of a table per kind of index: heap and disk after loading, time to build, time of a
 * query alone, and recall, on the mixture of {@link PeerBenchmark}, k = 75.
 */
@Command(name = "scale", description = "Memory, disk, time and recall of indexes of large sets.")
public final class ScaleBenchmark implements Callable<Integer> {

    private static final int K = 75;
    private static final int QUERIES = 200;
    private static final double MEGABYTE = 1 << 20;

    @Parameters(index = "0", paramLabel = "ROWS", defaultValue = "3000", description = "Number of vectors.")
    private int rows;

    @Parameters(index = "1", paramLabel = "COLUMNS", defaultValue = "100", description = "Their width.")
    private int columns;

    @Option(names = "--width", defaultValue = "200", description = "Search width of graphs (default: 200).")
    private int width;

    @Override
    public Integer call() throws IOException {
        FloatMatrix all = PeerBenchmark.mixture(rows + QUERIES, columns);
        FloatMatrix vectors = all.rows(0, rows);
        FloatMatrix queries = all.rows(rows, rows + QUERIES);
        System.out.println("| index | rows | heap MB | disk MB | build s | ms a query | of the processor | recall |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        List<Neighbors> exact = measure("exact, Java", ExactIndex.factory(), vectors, queries, List.of());
        if (Faiss.isAvailable()) {
            measure("FAISS, hnsw(32)", Faiss.hnsw(32).efSearch(width), vectors, queries, exact);
            for (String description : List.of("IVF%d,Flat", "IVF%d,SQ8", "PCA48,IVF%d,PQ24")) {
                String cells = String.format(Locale.ROOT, description, cells());
                measure("FAISS, " + cells + ", mapped", Faiss.factory(cells).mapped(), vectors, queries, exact);
            }
        }
        LuceneFactory lucene = new LuceneFactory().searchWidth(width);
        measure("Lucene", lucene, vectors, queries, exact);
        measure("Lucene, quantized", lucene.quantized(), vectors, queries, exact);
        return 0;
    }

    /** A power of two near the square root of the rows, with at least 64 rows in a cell. */
    private int cells() {
        return Integer.highestOneBit((int) Math.min(2 * Math.sqrt(rows), Math.max(1, rows / 64.0)));
    }

    /** Prints the row of an index and returns its answers. */
    private List<Neighbors> measure(
            String name, IndexFactory factory, FloatMatrix vectors, FloatMatrix queries, List<Neighbors> exact)
            throws IOException {
        Path folder = Files.createTempDirectory("dknn-scale");
        Path file = folder.resolve("index.dknn");
        try {
            long start = System.nanoTime();
            try (NeighborIndex built = factory.build(vectors, Metric.EUCLIDEAN)) {
                factory.save(built, file);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double before = heap();
            try (NeighborIndex index = factory.load(file)) {
                double heap = heap() - before;
                List<Neighbors> found = index.search(queries, K);
                Times times = Times.of(index, queries);
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %d x %d | %.0f | %.0f | %.0f | %.2f | %.2f | %.3f |%n",
                        name,
                        rows,
                        columns,
                        heap / MEGABYTE,
                        Files.size(file) / MEGABYTE,
                        seconds,
                        times.median(),
                        times.processor(),
                        exact.isEmpty() ? 1 : PeerBenchmark.recall(exact, found));
                return found;
            }
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path each : files.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(folder);
        }
    }

    private static double heap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /**
     * Times of a query asked alone, after one pass that warms up, in milliseconds.
     *
     * @param median by the clock
     * @param processor mean of all threads
     */
    private record Times(double median, double processor) {

        static Times of(NeighborIndex index, FloatMatrix queries) {
            double[] times = new double[queries.rows()];
            double before = 0;
            for (int pass = 0; pass < 2; pass++) {
                before = ProcessUse.processorNanos();
                for (int q = 0; q < times.length; q++) {
                    FloatMatrix query = queries.rows(q, q + 1);
                    long start = System.nanoTime();
                    index.search(query, K);
                    times[q] = (System.nanoTime() - start) / 1e6;
                }
            }
            double mean = (ProcessUse.processorNanos() - before) / 1e6 / times.length;
            Arrays.sort(times);
            return new Times(times[times.length / 2], mean);
        }
    }
}
