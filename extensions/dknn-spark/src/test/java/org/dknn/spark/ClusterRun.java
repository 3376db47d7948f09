package org.dknn.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.dknn.nlp.explain.Explainer;

/**
 * What do executors in JVMs of their own need? {@code MODEL COUNT ROUNDS PARQUET} explains sentences of the Stanford Sentiment Treebank again and
 * again, prints memory and CPU time of each executor after each round, and whether the rows are those of one JVM; then cancels a job and prints
 * what the executors still do. {@code src/it/local-cluster.sh} starts it. Linux only.
 */
final class ClusterRun {

    private static final String LONG_TEXT = String.join(" ", Collections.nCopies(200, "a good film"));

    private ClusterRun() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        Path model = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        SparkSession spark = SparkSession.builder().appName("dknn").getOrCreate();
        List<String> texts = SparkRun.texts(count);
        Dataset<Row> input = SparkRun.rows(spark, texts);
        DknnTextExplainer stage = new DknnTextExplainer()
                .setModelPath(model.toString())
                .setInputCol("text")
                .setPartitions(2);
        System.out.println("| round | s | executor | CPU s | memory MB | without files MB |");
        System.out.println("|---|---|---|---|---|---|");
        for (int round = 1; round <= rounds; round++) {
            long start = System.nanoTime();
            stage.transform(input).write().mode("overwrite").parquet(arguments[3]);
            print(round, (System.nanoTime() - start) / 1e9);
        }
        try (Explainer<String> explainer = Explainer.load(model)) {
            long equal = SparkRun.equalRows(
                    spark, explainer.explainAll(texts.stream()).toList(), texts, arguments[3]);
            System.out.printf("%d of %d rows are equal%n", equal, texts.size());
        }
        cancel(spark, stage);
        spark.stop();
    }

    private static void print(int round, double seconds) throws IOException {
        for (long executor : executors()) {
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.0f | %d | %.1f | %.0f | %.0f |%n",
                    round,
                    seconds,
                    executor,
                    cpu(executor),
                    megabytes(executor, "VmRSS"),
                    megabytes(executor, "RssAnon"));
        }
    }

    /** Cancels a job of minutes once its tasks explain, and looks at the executors when Spark says that no task runs. */
    private static void cancel(SparkSession spark, DknnTextExplainer stage) throws Exception {
        Dataset<Row> explained = stage.copy(new ParamMap())
                .setBatchSize(4)
                .transform(SparkRun.rows(spark, Collections.nCopies(10_000, LONG_TEXT)));
        FutureTask<List<Row>> job = new FutureTask<>(() -> {
            spark.sparkContext().setJobGroup("endless", "to be cancelled", true);
            return explained.collectAsList();
        });
        new Thread(job, "caller").start();
        while (working() == 0) {
            Thread.sleep(1_000);
        }
        System.out.printf("%d threads of executors are in our code%n", working());
        long cancelled = System.nanoTime();
        spark.sparkContext().cancelJobGroup("endless");
        while (working() > 0) {
            Thread.sleep(200);
        }
        System.out.printf(
                Locale.ROOT, "none is %.1f s after the job was cancelled%n", (System.nanoTime() - cancelled) / 1e9);
        double before = cpuOfAll();
        Thread.sleep(10_000);
        System.out.printf(Locale.ROOT, "%.2f s of CPU time in the 10 s that followed%n", cpuOfAll() - before);
        try {
            job.get();
            System.out.println("the job was not cancelled");
        } catch (ExecutionException e) {
            System.out.println("the job ended: "
                    + String.valueOf(e.getCause()).lines().findFirst().orElse(""));
        }
    }

    private static double cpuOfAll() throws IOException {
        double sum = 0;
        for (long executor : executors()) {
            sum += cpu(executor);
        }
        return sum;
    }

    /** Number of threads of all executors that are in our code. */
    private static int working() throws IOException, InterruptedException {
        int count = 0;
        for (long executor : executors()) {
            Process stacks = new ProcessBuilder("jstack", String.valueOf(executor)).start();
            String all = new String(stacks.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            stacks.waitFor();
            count += (int) Stream.of(all.split("\n\n", -1))
                    .filter(thread -> thread.contains("at org.dknn."))
                    .count();
        }
        return count;
    }

    /** Processes that this one has started for Spark. */
    private static List<Long> executors() {
        return ProcessHandle.current()
                .descendants()
                .map(ProcessHandle::pid)
                .filter(pid -> file(pid, "cmdline").contains("CoarseGrainedExecutorBackend"))
                .sorted()
                .collect(Collectors.toList());
    }

    private static String file(long pid, String name) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), name), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static double megabytes(long pid, String name) {
        return file(pid, "status")
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Time of the processor in seconds; the kernel counts hundredths. */
    private static double cpu(long pid) {
        String stat = file(pid, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) / 100;
    }
}
