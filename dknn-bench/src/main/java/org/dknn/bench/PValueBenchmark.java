package org.dknn.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.PValueKind;
import picocli.CommandLine.Command;

/**
 * How long do p-values take, given the nonconformities?
 *
 * <p>Data: normal scores; 100,000 test inputs with one label each against 10,000 calibration scores, pooled, and by class with
 * ten classes. Medians of 21 runs in milliseconds, on one thread.
 */
@Command(name = "p-values", description = "Time of p-values, given the nonconformities.")
final class PValueBenchmark implements Callable<Integer> {

    private static final int INPUTS = 100_000;
    private static final int SCORES = 10_000;
    private static final int CLASSES = 10;
    private static final int RUNS = 21;

    @Override
    public Integer call() {
        Random random = new Random(1);
        double[] scores = random.doubles(SCORES).map(x -> random.nextGaussian()).toArray();
        double[] asked = random.doubles(INPUTS).map(x -> random.nextGaussian()).toArray();
        int[] labels = random.ints(SCORES, 0, CLASSES).toArray();
        Calibration pooled = Calibration.copyOf(scores);
        Calibration byClass = Calibration.byClass(scores, labels, CLASSES);
        for (PValueKind kind : PValueKind.values()) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: pooled %.1f ms, by class %.1f ms%n",
                    kind,
                    median(() -> sum(pooled, asked, kind)),
                    median(() -> sum(byClass, asked, kind)));
        }
        return 0;
    }

    private static double sum(Calibration calibration, double[] asked, PValueKind kind) {
        double sum = 0;
        for (int i = 0; i < asked.length; i++) {
            sum += calibration.pValue(i % CLASSES, asked[i], kind, 0.5);
        }
        return sum;
    }

    /** Median milliseconds; the sums are compared, so that no run can be left out. */
    private static double median(DoubleSupplier measured) {
        double[] times = new double[RUNS];
        double expected = measured.getAsDouble();
        for (int run = -10; run < RUNS; run++) {
            long start = System.nanoTime();
            double sum = measured.getAsDouble();
            times[Math.max(0, run)] = (System.nanoTime() - start) / 1e6;
            if (sum != expected) {
                throw new IllegalStateException("one run gave " + expected + ", another " + sum);
            }
        }
        Arrays.sort(times);
        return times[RUNS / 2];
    }
}
