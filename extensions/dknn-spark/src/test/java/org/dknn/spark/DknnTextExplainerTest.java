package org.dknn.spark;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DknnTextExplainerTest {

    private static final StructType TEXTS =
            new StructType().add("id", "int", false).add("text", "string", true);

    @TempDir
    private static Path model;

    private static SparkSession spark;

    @BeforeAll
    static void train() throws IOException {
        spark = LocalSpark.session();
        SmallModel.trained().save(model);
    }

    @AfterEach
    void no_model_stays_open() {
        DknnTextExplainer.releaseModels();
        assertEquals(0, JvmModels.open());
    }

    private static DknnTextExplainer explainer() {
        return new DknnTextExplainer().setModelPath(model.toString()).setInputCol("text");
    }

    private static Dataset<Row> rows(List<String> texts, int partitions) {
        List<Row> rows = IntStream.range(0, texts.size())
                .mapToObj(i -> RowFactory.create(i, texts.get(i)))
                .toList();
        return spark.createDataFrame(rows, TEXTS).repartition(partitions);
    }

    /** Rows of the explanations of one JVM, as Spark would give them. */
    private static List<Row> expected(List<String> texts, Target... targets) throws IOException {
        try (Explainer<String> explainer = Explainer.load(model)) {
            List<List<Explanation>> byTarget = targets.length == 0
                    ? List.of(explainer.explainAll(texts.stream()).toList())
                    : Arrays.stream(targets)
                            .map(target -> explainer
                                    .withTarget(target)
                                    .explainAll(texts.stream())
                                    .toList())
                            .toList();
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                int text = i;
                Outcome outcome = Outcome.explained(
                        byTarget.stream().map(all -> all.get(text)).toList());
                rows.add(RowFactory.create(i, texts.get(i), ExplanationSchema.row(outcome)));
            }
            return spark.createDataFrame(rows, TEXTS.add("explanation", ExplanationSchema.type(), false))
                    .collectAsList();
        }
    }

    private static List<Row> ordered(Dataset<Row> rows) {
        return rows.orderBy("id").collectAsList();
    }

    @Test
    void rows_are_those_of_explainAll_through_a_file(@TempDir Path folder) throws IOException {
        List<String> texts = SmallModel.texts(200);
        String file = folder.resolve("explained").toString();

        explainer().setBatchSize(48).transform(rows(texts, 3)).write().parquet(file);

        assertEquals(expected(texts), ordered(spark.read().parquet(file)));
    }

    @Test
    void all_tasks_of_a_jvm_use_one_model() throws IOException {
        List<String> texts = SmallModel.texts(40);

        assertEquals(expected(texts), ordered(explainer().setPartitions(8).transform(rows(texts, 1))));

        assertEquals(1, JvmModels.open());
    }

    @Test
    void a_saved_pipeline_explains_as_before(@TempDir Path folder) throws IOException {
        List<String> texts = SmallModel.texts(20);
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
            new SQLTransformer().setStatement("SELECT id, text FROM __THIS__"),
            explainer().setShownNeighbors(2).setTargetClasses("positive")
        });
        String path = folder.resolve("pipeline").toString();
        Dataset<Row> input = rows(texts, 2);
        PipelineModel fitted = pipeline.fit(input);
        fitted.save(path);

        PipelineModel loaded = PipelineModel.load(path);

        DknnTextExplainer stage = (DknnTextExplainer) loaded.stages()[1];
        assertEquals(List.of("positive"), List.of(stage.getOrDefault(stage.targetClasses())));
        assertEquals(ordered(fitted.transform(input)), ordered(loaded.transform(input)));
        assertEquals(fitted.transform(input).schema(), loaded.transformSchema(input.schema()));
    }

    @Test
    void a_stage_is_saved_and_copied_with_its_parameters(@TempDir Path folder) throws IOException {
        DknnTextExplainer stage = explainer().setBatchSize(3).setOutputCol("why");
        String path = folder.resolve("stage").toString();
        stage.save(path);

        for (DknnTextExplainer same : List.of(DknnTextExplainer.load(path), stage.copy(new ParamMap()))) {
            assertEquals(stage.uid(), same.uid());
            assertEquals(values(stage), values(same));
        }
    }

    /** Values of all parameters, as they are written. */
    private static List<String> values(DknnTextExplainer stage) {
        return Stream.of(stage.params()).map(param -> value(stage, param)).toList();
    }

    private static <T> String value(DknnTextExplainer stage, Param<T> param) {
        return param.name() + ": " + param.jsonEncode(stage.getOrDefault(param));
    }

    @Test
    void words_of_each_target_are_valued_for_it() throws IOException {
        List<String> texts = SmallModel.texts(12);

        assertEquals(
                expected(texts, Target.of(1), Target.of(0)),
                ordered(explainer().setTargetClasses("positive", "negative").transform(rows(texts, 2))));
    }

    @Test
    void a_text_that_cannot_be_explained_tells_why_and_others_are_explained() throws IOException {
        List<String> texts = new ArrayList<>(SmallModel.texts(30));
        List<Row> expected = new ArrayList<>(expected(texts));
        texts.set(3, null);
        texts.set(11, "an " + RefusingTokenizer.WORD + " text");

        List<Row> rows = ordered(explainer().transform(rows(texts, 2)));

        Row withoutText = rows.get(3).getStruct(2);
        assertEquals("the text is null", withoutText.<String>getAs("error"));
        assertNull(withoutText.getAs("label"));
        Row refused = rows.get(11).getStruct(2);
        assertEquals("cannot read " + texts.get(11), refused.<String>getAs("error"));
        assertNull(refused.getAs("words"));
        for (int i : new int[] {11, 3}) {
            rows = new ArrayList<>(rows);
            rows.remove(i);
            expected.remove(i);
        }
        assertEquals(expected, rows);
    }

    @Test
    void a_model_that_is_not_there_is_told_by_its_path_and_what_to_do() {
        Dataset<Row> explained = explainer().setModelPath("/no/such/model").transform(rows(List.of("a film"), 1));

        Exception failure = assertThrows(Exception.class, explained::collectAsList);

        String trace = messages(failure);
        assertTrue(trace.contains("there is no directory /no/such/model on "), trace);
        assertTrue(trace.contains("SparkContext.addFile"), trace);
    }

    @Test
    void a_directory_without_a_model_is_told(@TempDir Path empty) {
        Dataset<Row> explained =
                explainer().setModelPath(empty.toUri().toString()).transform(rows(List.of("a film"), 1));

        String trace = messages(assertThrows(Exception.class, explained::collectAsList));

        assertTrue(trace.contains(empty.getFileName() + " is no saved explainer"), trace);
    }

    @Test
    void a_directory_that_was_added_to_the_application_is_found_by_its_name() throws IOException {
        spark.sparkContext().addFile(model.toString(), true);
        List<String> texts = SmallModel.texts(4);

        assertEquals(
                expected(texts),
                ordered(explainer().setModelPath(model.getFileName().toString()).transform(rows(texts, 1))));
    }

    @Test
    void a_class_that_the_model_does_not_have_is_told() {
        Dataset<Row> explained = explainer().setTargetClasses("neutral").transform(rows(List.of("a film"), 1));

        String trace = messages(assertThrows(Exception.class, explained::collectAsList));

        assertTrue(trace.contains("the classes are [negative, positive], got neutral"), trace);
    }

    @Test
    void parameters_and_columns_are_checked_before_anything_runs() {
        StructType schema = TEXTS;

        assertRefused("needs the parameter inputCol", () -> new DknnTextExplainer().transformSchema(schema));
        assertRefused(
                "needs the parameter modelPath",
                () -> new DknnTextExplainer().setInputCol("text").transform(rows(List.of("a"), 1)));
        assertRefused(
                "needs a column \"review\" of texts, got [id, text]",
                () -> explainer().setInputCol("review").transformSchema(schema));
        assertRefused(
                "the column \"id\" of texts must be a string, got int",
                () -> explainer().setInputCol("id").transformSchema(schema));
        assertRefused(
                "the column \"text\" is there already",
                () -> explainer().setOutputCol("text").transformSchema(schema));
        assertRefused("batchSize", () -> explainer().setBatchSize(0));
    }

    @Test
    void empty_partitions_load_no_model() {
        assertEquals(
                0,
                explainer()
                        .setModelPath("/no/such/model")
                        .transform(rows(List.of(), 2))
                        .count());
    }

    @Test
    void other_columns_stay_as_they_are() {
        StructType schema = new StructType()
                .add("text", DataTypes.StringType)
                .add("tags", DataTypes.createArrayType(DataTypes.StringType))
                .add("when", DataTypes.DateType);
        Row row = RowFactory.create("a good film", new String[] {"x", "y"}, java.sql.Date.valueOf("2026-11-28"));
        Dataset<Row> input = spark.createDataFrame(List.of(row), schema);

        Dataset<Row> explained = explainer().transform(input);

        assertEquals(input.collectAsList(), explained.drop("explanation").collectAsList());
        assertFalse(explained.filter("explanation.error is null").isEmpty());
    }

    /** The messages of a failure of Spark and its causes. */
    private static String messages(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        return all.toString();
    }
}
