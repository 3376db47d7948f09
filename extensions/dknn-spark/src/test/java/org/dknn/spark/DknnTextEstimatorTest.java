package org.dknn.spark;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.dknn.DeepKnn;
import org.dknn.index.IndexFactory;
import org.dknn.index.faiss.Faiss;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DknnTextEstimatorTest {

    private static final StructType COLUMNS = new StructType()
            .add("text", "string", true)
            .add("label", "string", true)
            .add("isHeldOut", "boolean", false);

    @TempDir
    private static Path network;

    private static SparkSession spark;
    private static SmallModel trained;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        spark = LocalSpark.session();
        trained = SmallModel.trained();
        new TextNetwork(trained.extractor(), new RefusingTokenizer()).save(network);
    }

    @AfterEach
    void nothing_stays() throws IOException {
        DknnTextExplainer.releaseModels();
        assertEquals(0, JvmModels.open());
        // a task that has not heard yet that another one failed may be about to delete what it writes
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!shards().isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(), shards());
    }

    private List<Path> shards() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().contains(".shards-")).toList();
        }
    }

    private DknnTextEstimator estimator() {
        return new DknnTextEstimator()
                .setNetworkPath(network.toString())
                .setModelPath(folder.resolve("model").toString())
                .setInputCol("text")
                .setLabelCol("label")
                .setCalibrationCol("isHeldOut")
                .setClasses(SmallModel.CLASSES.names().toArray(String[]::new))
                .setNeighbors(SmallModel.K);
    }

    private static List<Row> rows(org.dknn.Dataset<List<String>> examples, boolean heldOut) {
        return IntStream.range(0, examples.size())
                .mapToObj(i -> RowFactory.create(
                        String.join(" ", examples.inputs().get(i)),
                        examples.labelSet().name(examples.label(i)),
                        heldOut))
                .toList();
    }

    /** The training examples in so many partitions, in their order, then the calibration examples in one. */
    private static Dataset<Row> dataset(List<Row> training, int partitions) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Dataset<Row> heldOut =
                spark.createDataFrame(context.parallelize(rows(trained.calibration(), true), 1), COLUMNS);
        return spark.createDataFrame(context.parallelize(training, partitions), COLUMNS)
                .union(heldOut);
    }

    /** Explanations of texts; whether they are out-of-distribution is told by distances alone after a fit in parts. */
    private static List<Explanation> explanations(Explainer<String> explainer) {
        return explainer.withoutOod().explainAll(SmallModel.texts(200).stream()).toList();
    }

    private static List<Explanation> ofOneFit(org.dknn.Dataset<List<String>> training, Metric metric) {
        return ofOneFit(training, metric, Faiss.flatOrExact());
    }

    private static List<Explanation> ofOneFit(
            org.dknn.Dataset<List<String>> training, Metric metric, IndexFactory index) {
        try (DeepKnn<List<String>> dknn = DeepKnn.builder(trained.extractor())
                .neighbors(SmallModel.K)
                .metric(metric)
                .index(index)
                .fit(training, trained.calibration())) {
            return explanations(Explainer.of(dknn, new RefusingTokenizer()));
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void four_shards_are_one_fit_bit_by_bit(Metric metric) throws IOException {
        DknnTextExplainer fitted = estimator().setMetric(metric).fit(dataset(rows(trained.training(), false), 4));

        try (Explainer<String> explainer = Explainer.load(folder.resolve("model"))) {
            assertEquals(ofOneFit(trained.training(), metric), explanations(explainer));
        }
        assertEquals(folder.resolve("model").toString(), fitted.getOrDefault(fitted.modelPath()));
    }

    /** All examples train the cells, as in a fit; one of four cells is visited, so that others would give other neighbors. */
    @ParameterizedTest
    @EnumSource(Metric.class)
    void cells_of_four_shards_are_those_of_one_fit(Metric metric) throws IOException {
        Assumptions.assumeTrue(Faiss.isAvailable(), "needs FAISS");

        estimator()
                .setMetric(metric)
                .setIndex("IVF4,Flat")
                .setProbes(1)
                .fit(dataset(rows(trained.training(), false), 4));

        try (Explainer<String> explainer = Explainer.load(folder.resolve("model"))) {
            assertEquals(ofOneFit(trained.training(), metric, Faiss.ivf(4, 1)), explanations(explainer));
        }
    }

    @Test
    void more_cells_than_examples_of_a_class_are_refused() {
        Assumptions.assumeTrue(Faiss.isAvailable(), "needs FAISS");

        assertRefused(
                "cannot train the index IVF100,Flat of the layer pooled for the class negative by 90 examples",
                () -> estimator().setIndex("IVF100,Flat").fit(dataset(rows(trained.training(), false), 2)));
    }

    @Test
    void shards_may_lack_a_class() throws IOException {
        org.dknn.Dataset<List<String>> training = trained.training();
        org.dknn.Dataset<List<String>> byClass = training.select(IntStream.range(0, training.size())
                .boxed()
                .sorted(Comparator.comparing(training::label))
                .mapToInt(i -> i)
                .toArray());

        estimator().fit(dataset(rows(byClass, false), 3));

        try (Explainer<String> explainer = Explainer.load(folder.resolve("model"))) {
            assertEquals(ofOneFit(byClass, Metric.EUCLIDEAN), explanations(explainer));
        }
    }

    @Test
    void a_pipeline_fits_and_explains() throws IOException {
        Dataset<Row> examples = dataset(rows(trained.training(), false), 2);
        String path = folder.resolve("pipeline").toString();
        new Pipeline().setStages(new PipelineStage[] {estimator()}).save(path);

        PipelineModel fitted = Pipeline.load(path).fit(examples);

        Dataset<Row> explained = fitted.transform(examples.filter("isHeldOut"));
        assertEquals(
                trained.calibration().size(),
                explained.filter("explanation.error is null").count());
        assertEquals(
                0,
                explained
                        .filter("explanation.label != explanation.networkLabel and explanation.verdict.state = 'yes'")
                        .count());
    }

    @Test
    void rows_that_are_no_examples_are_refused() {
        List<Row> training = new ArrayList<>(rows(trained.training(), false));
        refused(
                "training examples need a text and a class, got the row [null,positive]",
                with(training, RowFactory.create(null, "positive", false)));
        refused(
                "training examples need a text and a class, got the row [a film,null]",
                with(training, RowFactory.create("a film", null, false)));
        refused(
                "labels must be of the classes [negative, positive], got \"neutral\"",
                with(training, RowFactory.create("a film", "neutral", false)));
        refused("cannot read unreadable", with(training, RowFactory.create("unreadable", "positive", false)));
        refused(
                "calibration examples need a text and a class, got the row [null,positive]",
                with(training, RowFactory.create(null, "positive", true)));
        refused("needs training examples, got none", List.of());
        refused("k must be in 1..6", training.subList(0, 6));
    }

    private static List<Row> with(List<Row> rows, Row more) {
        return Stream.concat(rows.stream(), Stream.of(more)).toList();
    }

    private void refused(String part, List<Row> training) {
        Exception failure = assertThrows(Exception.class, () -> estimator().fit(dataset(training, 2)));
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        assertTrue(all.toString().contains(part), all.toString());
    }

    @Test
    void parameters_and_columns_are_checked_before_anything_runs() {
        assertRefused(
                "needs a column \"isHeldOut\" of marks of calibration examples, got [text, label]", () -> estimator()
                        .transformSchema(new StructType().add("text", "string").add("label", "string")));
        assertRefused("the column \"label\" of classes must be a string, got int", () -> estimator()
                .transformSchema(new StructType().add("text", "string").add("label", "int")));
        assertRefused("needs the parameter classes", () -> new DknnTextEstimator()
                .setInputCol("text")
                .setLabelCol("label")
                .setCalibrationCol("isHeldOut")
                .transformSchema(COLUMNS));
        assertRefused(
                "needs at least two different class names",
                () -> estimator().setClasses("one").transformSchema(COLUMNS));
        assertRefused(
                "probes needs cells (IVF), got \"HNSW8\"",
                () -> estimator().setIndex("HNSW8").transformSchema(COLUMNS));
        assertRefused("sample", () -> estimator().setSample(0));
        assertRefused(
                "is no saved network: needs a directory that TextNetwork.save wrote",
                () -> estimator().setNetworkPath(folder.toString()).fit(dataset(List.of(), 1)));
    }
}
