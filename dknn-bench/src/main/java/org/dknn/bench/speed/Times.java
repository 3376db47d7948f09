package org.dknn.bench.speed;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;

/**
 * Times of a thing that was done several times, in milliseconds: by the clock, and of the processor in all Java threads of this process,
 * without those that compile and collect garbage. The latter hardly depends on what else the machine does.
 */
final class Times {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final double[] clock;
    private final double[] processor;

    private Times(double[] clock, double[] processor) {
        this.clock = clock;
        this.processor = processor;
    }

    /** Times of rounds, after three times as many that are not measured, in which Java compiles what is. */
    static Times of(int rounds, Runnable measured) {
        double[] clock = new double[rounds];
        double[] processor = new double[rounds];
        for (int round = -3 * rounds; round < rounds; round++) {
            long used = nanos();
            long start = System.nanoTime();
            measured.run();
            clock[Math.max(0, round)] = (System.nanoTime() - start) / 1e6;
            processor[Math.max(0, round)] = (nanos() - used) / 1e6;
        }
        Arrays.sort(clock);
        Arrays.sort(processor);
        return new Times(clock, processor);
    }

    private static long nanos() {
        // -1 for a thread that has ended
        return LongStream.of(THREADS.getThreadCpuTime(THREADS.getAllThreadIds()))
                .filter(time -> time > 0)
                .sum();
    }

    /** Milliseconds of the processor that this process has used. */
    static double used() {
        return ProcessUse.processorNanos() / 1e6;
    }

    /** The value that a share of sorted values does not exceed. */
    static double quantile(double[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }

    /** By the clock, sorted. */
    double[] clock() {
        return clock.clone();
    }

    /** Of the processor, sorted. */
    double[] processor() {
        return processor.clone();
    }

    /** The median by the clock, and in brackets the best tenth. */
    String byClock() {
        return text(clock);
    }

    /** The median of the processor, and in brackets the best tenth. */
    String ofProcessor() {
        return text(processor);
    }

    private static String text(double... sorted) {
        return String.format(Locale.ROOT, "%.3g (%.3g)", quantile(sorted, .5), quantile(sorted, .1));
    }

    /** What the machine does at this time, to be told beside figures. */
    static String machine() {
        return String.format(
                Locale.ROOT,
                "%d processors, load %.1f, Java %s, %d threads search",
                Runtime.getRuntime().availableProcessors(),
                SYSTEM.getSystemLoadAverage(),
                Runtime.version().feature(),
                ForkJoinPool.getCommonPoolParallelism() + 1);
    }
}
