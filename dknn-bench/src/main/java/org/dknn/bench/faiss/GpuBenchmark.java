package org.dknn.bench.faiss;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.index.faiss.Faiss;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/**
 * How long does an exact search take on a GPU, and on all cores of the same machine?
 *
 * <p>Data: a seeded mixture of 50 clusters on 40 latent dimensions with noise, Euclidean distances, k = 75; medians in
 * milliseconds. Run it by {@code java -Dorg.dknn.faiss.home=DIR -cp ... org.dknn.bench.faiss.GpuBenchmark ROWS COLUMNS}.
 */
public final class GpuBenchmark {

    private static final int K = 75;
    private static final int[] BATCHES = {1, 21, 256};
    private static final int QUERIES = 512;
    private static final int LATENT = 40;
    private static final long SECONDS = 4;

    private final PrintStream out;
    private final FloatMatrix vectors;
    private final FloatMatrix queries;

    private GpuBenchmark(PrintStream out, FloatMatrix all) {
        this.out = out;
        this.vectors = all.rows(0, all.rows() - QUERIES);
        this.queries = all.rows(all.rows() - QUERIES, all.rows());
    }

    /** Arguments: rows, columns. */
    public static void main(String[] args) {
        int rows = Integer.parseInt(args[0]);
        GpuBenchmark benchmark = new GpuBenchmark(System.out, mixture(rows + QUERIES, Integer.parseInt(args[1])));
        List<Neighbors> gpu = benchmark.measure("faiss-gpu", Faiss.flat().on(Faiss.gpu(0)));
        List<Neighbors> java = benchmark.measure("exact", ExactIndex.factory());
        List<Neighbors> cpu = benchmark.measure("faiss", Faiss.flat());
        System.out.println("same answers: " + (gpu.equals(java) && cpu.equals(java)));
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

    private static FloatMatrix mixture(int rows, int columns) {
        float[] axes = normal(new SplittableRandom(1), LATENT * columns);
        float[] centers = normal(new SplittableRandom(2), 50 * LATENT);
        float[] values = new float[rows * columns];
        IntStream.range(0, rows).parallel().forEach(row -> {
            SplittableRandom random = new SplittableRandom(1000 + row);
            int cluster = random.nextInt(50);
            float[] latent = normal(random, LATENT);
            for (int c = 0; c < columns; c++) {
                float value = 0.3f * (float) random.nextGaussian();
                for (int l = 0; l < LATENT; l++) {
                    value += (2 * centers[cluster * LATENT + l] + latent[l]) * axes[l * columns + c];
                }
                values[row * columns + c] = value;
            }
        });
        return FloatMatrix.wrap(rows, columns, values);
    }

    private static float[] normal(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
