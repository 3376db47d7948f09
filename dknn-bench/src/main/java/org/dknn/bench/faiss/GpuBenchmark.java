package org.dknn.bench.faiss;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.index.faiss.Faiss;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * How long does an exact search take on a GPU, and on all cores of the same machine?
 *
 * <p>Data: a seeded mixture of 50 clusters on 40 latent dimensions with noise, Euclidean distances, k = 75; medians in
 * milliseconds: {@code java -Dorg.dknn.faiss.home=DIR -jar dknn-bench/target/benchmarks.jar gpu ROWS COLUMNS}.
 */
@Command(name = "gpu", description = "Time of an exact search on a GPU, beside all cores.")
public final class GpuBenchmark implements Callable<Integer> {

    private static final int K = 75;
    private static final int[] BATCHES = {1, 21, 256};
    private static final int QUERIES = 512;
    private static final long SECONDS = 4;

    @Parameters(index = "0", paramLabel = "ROWS", description = "Number of vectors.")
    private int rows;

    @Parameters(index = "1", paramLabel = "COLUMNS", description = "Their width.")
    private int columns;

    private final PrintStream out = System.out;
    private FloatMatrix vectors = FloatMatrix.wrap(0, 1, new float[0]);
    private FloatMatrix queries = vectors;

    @Override
    public Integer call() {
        FloatMatrix all = PeerBenchmark.mixture(rows + QUERIES, columns);
        vectors = all.rows(0, rows);
        queries = all.rows(rows, rows + QUERIES);
        List<Neighbors> gpu = measure("faiss-gpu", Faiss.flat().on(Faiss.gpu(0)));
        List<Neighbors> java = measure("exact", ExactIndex.factory());
        List<Neighbors> cpu = measure("faiss", Faiss.flat());
        out.println("same answers: " + (gpu.equals(java) && cpu.equals(java)));
        return 0;
    }

    private List<Neighbors> measure(String name, IndexFactory factory) {
        long start = System.nanoTime();
        try (NeighborIndex index = factory.build(vectors, Metric.EUCLIDEAN)) {
            out.printf(Locale.ROOT, "%s: built in %.0f ms%n", name, (System.nanoTime() - start) / 1e6);
            for (int batch : BATCHES) {
                double[] times = times(index, batch);
                out.printf(
                        Locale.ROOT,
                        "%s: %d queries, median %.3f ms, least %.3f, %d runs%n",
                        name,
                        batch,
                        times[times.length / 2],
                        times[0],
                        times.length);
            }
            return index.search(queries, K);
        }
    }

    /** Times of searches in ascending order, in milliseconds; every run asks for other queries, and a quarter warm up. */
    private double[] times(NeighborIndex index, int batch) {
        double[] times = new double[2000];
        int run = 0;
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        for (; run < 12 || (run < times.length && System.nanoTime() < end); run++) {
            int from = run * 7 % (QUERIES - batch + 1);
            FloatMatrix asked = queries.rows(from, from + batch);
            long start = System.nanoTime();
            index.search(asked, K);
            times[run] = (System.nanoTime() - start) / 1e6;
        }
        double[] measured = Arrays.copyOfRange(times, run / 4, run);
        Arrays.sort(measured);
        return measured;
    }
}
