package org.dknn.bench;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link ExplainBenchmark} and prints the parts of an explanation as a table. */
public final class ExplainReport {

    private ExplainReport() {}

    /** Takes no arguments. */
    public static void main(String[] unused) throws RunnerException {
        Map<String, Double> micros = new HashMap<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(ExplainBenchmark.class.getSimpleName())
                        .jvmArgsAppend("-Xmx2g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn")
                        .build())
                .run()) {
            micros.put(
                    result.getPrimaryResult().getLabel(),
                    result.getPrimaryResult().getScore());
        }
        double whole = micros.getOrDefault("explain", Double.NaN);
        double forward = micros.getOrDefault("forward", Double.NaN);
        double search = micros.getOrDefault("search", Double.NaN);
        System.out.println("One explanation: 20 words, 6,000 examples, 4 layers, k = 75");
        print("whole", whole, whole);
        print("forward", forward, whole);
        print("search", search, whole);
        print("the rest", whole - forward - search, whole);
    }

    private static void print(String part, double micros, double whole) {
        System.out.printf(Locale.ROOT, "%-10s %8.0f us %5.1f %%%n", part, micros, 100 * micros / whole);
    }
}
