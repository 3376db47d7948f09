package org.dknn.spark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.index.Neighbors;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many of the nearest phrases does a classifier find that was fitted on Spark, with cells that samples trained? Fits all phrases of the
 * Stanford Sentiment Treebank exactly, then once for each sample, asks the test sentences, and prints a table. The network is that of {@link
 * SparkRunTest}.
 */
@Tag("long")
class SampleRecallTest {

    private static final StructType COLUMNS = new StructType()
            .add("text", "string", false)
            .add("label", "string", false)
            .add("isHeldOut", "boolean", false);

    /** Of the training phrases. */
    private static final int PARTITIONS = 8;

    private static final String INDEX = "IVF256,Flat";
    private static final int PROBES = 16;

    /** The last one is more than there are of a class. */
    private static final int[] SAMPLES = {256, 1_000, 10_000, 65_536};

    @TempDir
    private Path folder;

    @Test
    void a_sample_of_forty_per_cell_trains_as_well_as_all() throws IOException {
        Path trained = Path.of(System.getProperty("dknn.network", "none"));
        Assumptions.assumeTrue(
                Files.exists(trained.resolve("network.zip"))
                        && Files.exists(SparkRun.data().resolve("sst")),
                "needs the Stanford Sentiment Treebank, and -Ddknn.network=DIR with the network.zip and vocabulary of the main example");
        SparkSession spark = LocalSpark.session();
        try (TextNetwork written = new TextNetwork(SparkRun.extractor(trained), Tokenizer.whitespace())) {
            written.save(network());
        }
        Dataset<Row> examples = rows(spark, false, "stsa.binary.phrases.train")
                .repartition(PARTITIONS)
                .union(rows(spark, true, "stsa.binary.dev"))
                .cache();
        DknnTextEstimator estimator = new DknnTextEstimator()
                .setNetworkPath(network().toString())
                .setModelPath(model().toString())
                .setInputCol("text")
                .setLabelCol("label")
                .setCalibrationCol("isHeldOut")
                .setClasses("0", "1");
        List<Prediction> exact = predicted(estimator, examples);
        estimator.setIndex(INDEX).setProbes(PROBES);
        System.out.println("| sample per class | recall by layer | same label | largest difference of a p-value |");
        List<double[]> recalls = new ArrayList<>();
        for (int sample : SAMPLES) {
            List<Prediction> found = predicted(estimator.setSample(sample), examples);
            recalls.add(recalls(exact, found));
            report(sample, recalls.get(recalls.size() - 1), exact, found);
        }

        for (int layer = 0; layer < recalls.get(3).length; layer++) {
            assertTrue(recalls.get(2)[layer] >= recalls.get(3)[layer] - .02, "layer " + layer);
        }
    }

    private Path network() {
        return folder.resolve("network");
    }

    private Path model() {
        return folder.resolve("model");
    }

    private static Dataset<Row> rows(SparkSession spark, boolean isHeldOut, String file) throws IOException {
        return spark.createDataFrame(
                SparkRun.lines(file).stream()
                        .map(line -> RowFactory.create(line.substring(2), line.substring(0, 1), isHeldOut))
                        .toList(),
                COLUMNS);
    }

    /** The test sentences, by the classifier that is fitted. */
    private List<Prediction> predicted(DknnTextEstimator estimator, Dataset<Row> examples) throws IOException {
        long start = System.nanoTime();
        estimator.fit(examples);
        System.out.printf(Locale.ROOT, "fitted in %.0f s%n", (System.nanoTime() - start) / 1e9);
        List<List<String>> texts = SparkRun.lines("stsa.binary.test").stream()
                .map(line -> List.of(line.substring(2).split(" ", -1)))
                .toList();
        try (TextNetwork loaded = TextNetwork.load(network());
                DeepKnn<List<String>> dknn = DeepKnn.load(classifier(), loaded.extractor())) {
            return dknn.predictAll(texts);
        }
    }

    /** The directory of the classifier within that of the explainer. */
    private Path classifier() throws IOException {
        try (Stream<Path> found = Files.find(model(), 2, (path, attributes) -> path.endsWith("dknn"))) {
            return found.findAny().orElseThrow();
        }
    }

    /** Of each layer, the mean over the predictions. */
    private static double[] recalls(List<Prediction> exact, List<Prediction> found) {
        double[] recalls = new double[exact.get(0).neighbors().size()];
        for (int i = 0; i < exact.size(); i++) {
            for (int layer = 0; layer < recalls.length; layer++) {
                recalls[layer] += recall(
                                exact.get(i).neighbors().get(layer),
                                found.get(i).neighbors().get(layer))
                        / exact.size();
            }
        }
        return recalls;
    }

    private static void report(int sample, double[] recalls, List<Prediction> exact, List<Prediction> found) {
        int same = 0;
        double most = 0;
        for (int i = 0; i < exact.size(); i++) {
            Prediction wanted = exact.get(i);
            Prediction got = found.get(i);
            same += wanted.label() == got.label() ? 1 : 0;
            for (int label = 0; label < 2; label++) {
                most = Math.max(
                        most,
                        Math.abs(wanted.pValues().value(label) - got.pValues().value(label)));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %d | %s | %d of %d | %.3f |%n",
                sample,
                Arrays.stream(recalls)
                        .mapToObj(recall -> String.format(Locale.ROOT, "%.4f", recall))
                        .collect(Collectors.joining(", ")),
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
