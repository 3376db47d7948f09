package org.dknn.spark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.nlp.text.Vocabulary;

/**
 * Explains sentences of the Stanford Sentiment Treebank by one JVM and by Spark, and compares rows and CPU time. {@code fit NETWORK MODEL}
 * fits a trained network ({@code network.zip} and {@code vocabulary}, as the main example keeps them in its cache) and saves the
 * explainer; {@code explain MODEL COUNT THREADS PARQUET} explains. Spark's settings are system properties.
 */
final class SparkRun {

    private static final StructType TEXTS =
            new StructType().add("id", "int", false).add("text", "string", true);

    private SparkRun() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("fit")) {
            fit(Path.of(arguments[1]), Path.of(arguments[2]));
        } else {
            int count = Integer.parseInt(arguments[2]);
            long equal = explain(Path.of(arguments[1]), count, Integer.parseInt(arguments[3]), arguments[4]);
            System.out.printf("%d of %d rows are equal%n", equal, count);
            SparkSession.active().stop();
        }
    }

    /** Where the data are, as for all tests on real data. */
    static Path data() {
        String environment = System.getenv().getOrDefault("DKNN_DATA", "");
        Path usual = environment.isEmpty() ? Path.of("../../../shared/data") : Path.of(environment);
        return Path.of(System.getProperty("dknn.data", usual.toString()));
    }

    static List<String> lines(String... files) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String file : files) {
            lines.addAll(Files.readAllLines(data().resolve("sst").resolve(file)));
        }
        return lines;
    }

    static void fit(Path network, Path model) throws IOException {
        List<String> lines = lines("stsa.binary.train");
        org.dknn.Dataset.Split<List<String>> split = org.dknn.Dataset.of(
                        lines.stream()
                                .map(line -> List.of(line.substring(2).split(" ", -1)))
                                .toList(),
                        lines.stream().mapToInt(line -> line.charAt(0) - '0').toArray(),
                        LabelSet.of("negative", "positive"))
                .holdOut(1_000, 7);
        try (DeepKnn<List<String>> dknn = DeepKnn.builder(extractor(network)).fit(split.kept(), split.heldOut())) {
            Explainer.of(dknn, Tokenizer.whitespace()).save(model);
        }
    }

    /** The network of a directory, with its four layers. */
    static Dl4jExtractor<List<String>> extractor(Path network) throws IOException {
        ComputationGraph graph =
                ComputationGraph.load(network.resolve("network.zip").toFile(), false);
        return Dl4jExtractor.builder(graph, TokenIds.of(Vocabulary.load(network.resolve("vocabulary"))))
                .layer("pooled")
                .layer("dense1")
                .layer("dense2")
                .layer("dense3")
                .build();
    }

    /** The first sentences of all, test sentences first. */
    static List<String> texts(int count) throws IOException {
        return lines("stsa.binary.test", "stsa.binary.dev", "stsa.binary.train", "stsa.binary.phrases.train").stream()
                .map(line -> line.substring(2))
                .distinct()
                .limit(count)
                .toList();
    }

    /** Rows of number and text. */
    static Dataset<Row> rows(SparkSession spark, List<String> texts) {
        return spark.createDataFrame(
                IntStream.range(0, texts.size())
                        .mapToObj(i -> RowFactory.create(i, texts.get(i)))
                        .toList(),
                TEXTS);
    }

    /** Explains, and returns the number of equal rows. */
    static long explain(Path model, int count, int threads, String parquet) throws Exception {
        List<String> texts = texts(count);
        SparkSession spark = SparkSession.builder().appName("dknn").getOrCreate();
        Dataset<Row> input = rows(spark, texts).cache();
        input.count();
        DknnTextExplainer stage = new DknnTextExplainer()
                .setModelPath(model.toString())
                .setInputCol("text")
                .setPartitions(threads);
        try (Explainer<String> explainer = Explainer.load(model)) {
            oneJvm(explainer, texts.subList(0, Math.min(count, 1_000)), threads);
            stage.transform(input.limit(threads)).collectAsList();
            double before = cpu();
            List<Explanation> expected = oneJvm(explainer, texts, threads);
            double between = cpu();
            stage.transform(input).write().mode("overwrite").parquet(parquet);
            double after = cpu();
            System.out.printf(
                    Locale.ROOT,
                    "%d texts, %d threads: one JVM %.1f s of CPU, Spark %.1f s (%.3f times)%n",
                    count,
                    threads,
                    between - before,
                    after - between,
                    (after - between) / (between - before));
            return equalRows(spark, expected, texts, parquet);
        }
    }

    /** Explains parts of the texts at the same time. */
    private static List<Explanation> oneJvm(Explainer<String> explainer, List<String> texts, int threads)
            throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<Explanation>>> parts = new ArrayList<>();
            for (int part = 0; part < threads; part++) {
                List<String> some = texts.subList(texts.size() * part / threads, texts.size() * (part + 1) / threads);
                parts.add(pool.submit(() -> new org.dknn.internal.WorkScope(Runnable::run, 0)
                        .run(() -> explainer.explainAll(some.stream()).toList())));
            }
            List<Explanation> all = new ArrayList<>();
            for (Future<List<Explanation>> part : parts) {
                all.addAll(part.get());
            }
            return all;
        } finally {
            pool.shutdown();
        }
    }

    /** Number of rows of a file that are as they should be. */
    static long equalRows(SparkSession spark, List<Explanation> expected, List<String> texts, String parquet) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            Outcome outcome = Outcome.explained(List.of(expected.get(i)));
            rows.add(RowFactory.create(i, texts.get(i), ExplanationSchema.row(outcome)));
        }
        StructType schema = TEXTS.add("explanation", ExplanationSchema.type(), false);
        List<Row> wanted = spark.createDataFrame(rows, schema).collectAsList();
        List<Row> found = spark.read().parquet(parquet).orderBy("id").collectAsList();
        return IntStream.range(0, wanted.size())
                .filter(i -> i < found.size() && wanted.get(i).equals(found.get(i)))
                .count();
    }

    private static double cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }
}
