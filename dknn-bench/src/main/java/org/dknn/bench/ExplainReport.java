package org.dknn.bench;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;

/** Runs {@link ExplainBenchmark} and prints the parts of an explanation as a table. */
@Command(name = "explain", description = "Time of one explanation and of its parts.")
final class ExplainReport implements Callable<Integer> {

    @Override
    public Integer call() throws RunnerException {
        RunResult faiss = run(false);
        RunResult java = run(true);
        System.out.println("One explanation: 20 words, 6,000 examples, 4 layers, k = 75");
        print("flat index of FAISS, where it is available", faiss);
        print("exact index in plain Java", java);
        return 0;
    }

    private static RunResult run(boolean inJava) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(ExplainBenchmark.class.getSimpleName())
                        .jvmArgsAppend(
                                "-Xmx2g",
                                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                                "-Ddknn.bench.java=" + inJava)
                        .build())
                .runSingle();
    }

    private static void print(String title, RunResult result) {
        double explanations = counter(result, "explanations");
        double whole = counter(result, "wholeNanos") / explanations;
        double forward = counter(result, "forwardNanos") / explanations;
        double search = counter(result, "searchNanos") / explanations;
        System.out.println(title);
        print("  whole", whole, whole);
        print("  forward", forward, whole);
        print("  search", search, whole);
        print("  the rest", whole - forward - search, whole);
    }

    private static double counter(RunResult result, String name) {
        return Objects.requireNonNull(result.getSecondaryResults().get(name), name)
                .getScore();
    }

    private static void print(String part, double nanos, double whole) {
        System.out.printf(Locale.ROOT, "%-12s %6.2f ms %5.1f %%%n", part, nanos / 1e6, 100 * nanos / whole);
    }
}
