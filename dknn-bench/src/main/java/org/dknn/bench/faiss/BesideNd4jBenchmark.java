package org.dknn.bench.faiss;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dknn.index.NeighborIndex;
import org.dknn.index.faiss.Faiss;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;

/**
 * Do FAISS and ND4J slow each other down in one process, beyond the cores they share?
 *
 * <p>Data: 20,000 x 300 normal vectors, k = 75; ND4J multiplies [64 x 300] by [300 x 512]. Medians in milliseconds, on all
 * cores: each alone, one after the other on one thread (as explaining does), and both at once on two threads. Run it with {@code
 * OMP_NUM_THREADS=1}, as dknn advises, and with one thread per core.
 */
@Command(name = "beside-nd4j", description = "Whether FAISS and ND4J slow each other down.")
public final class BesideNd4jBenchmark implements Callable<Integer> {

    private static final int RUNS = 100;

    @Override
    public Integer call() throws InterruptedException {
        INDArray left = Nd4j.rand(64, 300);
        INDArray right = Nd4j.rand(300, 512);
        Runnable multiply = () -> left.mmul(right);
        try (NeighborIndex index = Faiss.flat().build(normal(20_000, 300), Metric.EUCLIDEAN)) {
            for (int batch : new int[] {1, 20}) {
                FloatMatrix queries = normal(batch, 300);
                Runnable search = () -> index.search(queries, 75);
                double[] alone = {median(search, () -> {}), median(multiply, () -> {})};
                double[] inTurn = {median(search, multiply), median(multiply, search)};
                double[] atOnce = {whileRunning(search, multiply), whileRunning(multiply, search)};
                System.out.printf(
                        Locale.ROOT,
                        "%2d queries: search %.2f alone, %.2f in turn, %.2f at once; product %.2f, %.2f, %.2f%n",
                        batch,
                        alone[0],
                        inTurn[0],
                        atOnce[0],
                        alone[1],
                        inTurn[1],
                        atOnce[1]);
            }
        }
        return 0;
    }

    private static double whileRunning(Runnable measured, Runnable other) throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            while (!done.get()) {
                other.run();
            }
        });
        thread.start();
        double median = median(measured, () -> {});
        done.set(true);
        thread.join();
        return median;
    }

    private static double median(Runnable measured, Runnable between) {
        double[] times = new double[RUNS];
        for (int run = -20; run < RUNS; run++) {
            between.run();
            long start = System.nanoTime();
            measured.run();
            times[Math.max(0, run)] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times[RUNS / 2];
    }

    private static FloatMatrix normal(int rows, int columns) {
        Random random = new Random(rows);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return FloatMatrix.wrap(rows, columns, values);
    }
}
