package org.dknn.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.index.Neighbors;
import org.dknn.nlp.text.Tokenizer;

/**
 * How many of the nearest phrases does a classifier find that was fitted on Spark, with cells that samples trained? {@code NETWORK FOLDER
 * INDEX PROBES SAMPLE...} fits all phrases of the Stanford Sentiment Treebank exactly, then once for each sample, and asks the test sentences.
 * NETWORK is that of {@link SparkRun}.
 */
final class SampleRun {

    private static final StructType COLUMNS = new StructType()
            .add("text", "string", false)
            .add("label", "string", false)
            .add("isHeldOut", "boolean", false);

    /** Of the training phrases. */
    private static final int PARTITIONS = 8;

    private SampleRun() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        Path network = folder.resolve("network");
        Path model = folder.resolve("model");
        new TextNetwork(SparkRun.extractor(Path.of(arguments[0])), Tokenizer.whitespace()).save(network);
        SparkSession spark = LocalSpark.builder().getOrCreate();
        Dataset<Row> examples = rows(spark, false, "stsa.binary.phrases.train")
                .repartition(PARTITIONS)
                .union(rows(spark, true, "stsa.binary.dev"))
                .cache();
        DknnTextEstimator estimator = new DknnTextEstimator()
                .setNetworkPath(network.toString())
                .setModelPath(model.toString())
                .setInputCol("text")
                .setLabelCol("label")
                .setCalibrationCol("isHeldOut")
                .setClasses("0", "1");
        List<Prediction> exact = predicted(network, model, estimator, examples);
        estimator.setIndex(arguments[2]).setProbes(Integer.parseInt(arguments[3]));
        System.out.println("| sample per class | recall by layer | same label | largest difference of a p-value |");
        for (String sample : Arrays.asList(arguments).subList(4, arguments.length)) {
            report(sample, exact, predicted(network, model, estimator.setSample(Integer.parseInt(sample)), examples));
        }
        spark.stop();
    }

    private static Dataset<Row> rows(SparkSession spark, boolean isHeldOut, String file) throws IOException {
        return spark.createDataFrame(
                SparkRun.lines(file).stream()
                        .map(line -> RowFactory.create(line.substring(2), line.substring(0, 1), isHeldOut))
                        .toList(),
                COLUMNS);
    }

    /** The test sentences, by the classifier that is fitted. */
    private static List<Prediction> predicted(
            Path network, Path model, DknnTextEstimator estimator, Dataset<Row> examples) throws IOException {
        long start = System.nanoTime();
        estimator.fit(examples);
        System.out.printf(Locale.ROOT, "fitted in %.0f s%n", (System.nanoTime() - start) / 1e9);
        List<List<String>> texts = SparkRun.lines("stsa.binary.test").stream()
                .map(line -> List.of(line.substring(2).split(" ", -1)))
                .toList();
        try (TextNetwork loaded = TextNetwork.load(network);
                DeepKnn<List<String>> dknn = DeepKnn.load(model.resolve("dknn"), loaded.extractor())) {
            return dknn.predictAll(texts);
        }
    }

    private static void report(String sample, List<Prediction> exact, List<Prediction> found) {
        int layers = exact.get(0).neighbors().size();
        List<String> recalls = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            double sum = 0;
            for (int i = 0; i < exact.size(); i++) {
                sum += recall(
                        exact.get(i).neighbors().get(layer),
                        found.get(i).neighbors().get(layer));
            }
            recalls.add(String.format(Locale.ROOT, "%.4f", sum / exact.size()));
        }
        int same = 0;
        double most = 0;
        for (int i = 0; i < exact.size(); i++) {
            Prediction wanted = exact.get(i);
            Prediction got = found.get(i);
            same += wanted.label() == got.label() ? 1 : 0;
            most = Math.max(most, Math.abs(wanted.pValues().value(0) - got.pValues().value(0)));
            most = Math.max(most, Math.abs(wanted.pValues().value(1) - got.pValues().value(1)));
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d of %d | %.3f |%n",
                sample,
                String.join(", ", recalls),
                same,
                exact.size(),
                most);
    }

    /** Share of the found ones that are as near as the last of the exact ones: equal phrases have equal distances. */
    private static double recall(Neighbors exact, Neighbors found) {
        float last = exact.distance(exact.size() - 1);
        int near = 0;
        for (int rank = 0; rank < found.size(); rank++) {
            near += found.distance(rank) <= last ? 1 : 0;
        }
        return (double) near / exact.size();
    }
}
