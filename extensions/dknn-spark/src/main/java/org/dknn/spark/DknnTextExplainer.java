package org.dknn.spark;

import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Explains a column of texts by a saved {@link org.dknn.nlp.explain.Explainer}: a stage of Spark that stands alone or in a pipeline.
 *
 * <pre>{@code
 * Dataset<Row> explained = new DknnTextExplainer()
 *         .setModelPath("/models/reviews")
 *         .setInputCol("text")
 *         .setOutputCol("explanation")
 *         .transform(reviews);
 * explained.selectExpr("text", "explanation.label", "explanation.credibility", "explode(explanation.words) word");
 * }</pre>
 *
 * <p>The new column is a struct. What {@link org.dknn.nlp.explain.Explanation} says, in these fields:
 *
 * <ul>
 *   <li>{@code label}, {@code networkLabel}: the class by the neighbors, and by the network; {@code credibility} and {@code confidence}.
 *   <li>{@code classes}: {@code label, pValue, probability, conformity} of each class.
 *   <li>{@code ood}: {@code inDistribution, pValue, reasons}; null if there are too few calibration examples to tell.
 *   <li>{@code verdict}: {@code state, label, reason}, whether to believe the label that is explained.
 *   <li>{@code words}: {@code target, word, start, end, value, noise, unseen} of each word; {@code value} is positive if the word
 *       speaks for the class {@code target}.
 *   <li>{@code neighbors}: {@code layer, ordinal, text, label, distance}, the nearest first within each layer.
 *   <li>{@code error}: why there is no explanation, as for a text that is null; then all other fields are null, and else {@code error} is.
 * </ul>
 *
 * <p>Each executor loads the model once, however many tasks it runs, and all its tasks use it; a model costs memory outside of the heap
 * too, see {@code spark.executor.memoryOverhead}. A few large partitions are best. A task uses {@code spark.task.cpus} threads. The
 * values of a row are those of {@link org.dknn.nlp.explain.Explainer#explainAll}. A killed task stops within one batch of the network if its
 * job interrupts threads, as Spark SQL's do, else after the few texts that are explained together.
 */
public final class DknnTextExplainer extends Model<DknnTextExplainer> implements DefaultParamsWritable {

    private static final long serialVersionUID = 1;

    private final String uid;
    private final Param<String> modelPath;
    private final Param<String> inputCol;
    private final Param<String> outputCol;
    private final StringArrayParam targetClasses;
    private final IntParam shownNeighbors;
    private final IntParam batchSize;
    private final IntParam partitions;

    /** An explainer with a name of its own. */
    public DknnTextExplainer() {
        this(Identifiable$.MODULE$.randomUID("DknnTextExplainer"));
    }

    /**
     * An explainer with a given name.
     *
     * @param uid unlike that of any other stage of the pipeline
     */
    public DknnTextExplainer(String uid) {
        this.uid = uid;
        modelPath = new Param<>(uid, "modelPath", "directory of the saved explainer, on each executor");
        inputCol = new Param<>(uid, "inputCol", "column of the texts");
        outputCol = new Param<>(uid, "outputCol", "column of the explanations");
        targetClasses = new StringArrayParam(
                this, "targetClasses", "names of the classes to explain; empty: the one that the network predicts");
        shownNeighbors =
                new IntParam(uid, "shownNeighbors", "number of neighbors per layer", ParamValidators.<Object>gtEq(0));
        batchSize = new IntParam(
                uid,
                "batchSize",
                "number of texts that are read before they are explained",
                ParamValidators.<Object>gtEq(1));
        partitions = new IntParam(
                uid, "partitions", "number of partitions; 0: as the texts come", ParamValidators.<Object>gtEq(0));
        setDefault(outputCol, "explanation");
        setDefault(targetClasses, new String[0]);
        setDefault(shownNeighbors, 5);
        setDefault(batchSize, 256);
        setDefault(partitions, 0);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** Parameter of {@link #setModelPath}. */
    public Param<String> modelPath() {
        return modelPath;
    }

    /** Parameter of {@link #setInputCol}. */
    public Param<String> inputCol() {
        return inputCol;
    }

    /** Parameter of {@link #setOutputCol}. */
    public Param<String> outputCol() {
        return outputCol;
    }

    /** Parameter of {@link #setTargetClasses}. */
    public StringArrayParam targetClasses() {
        return targetClasses;
    }

    /** Parameter of {@link #setShownNeighbors}. */
    public IntParam shownNeighbors() {
        return shownNeighbors;
    }

    /** Parameter of {@link #setBatchSize}. */
    public IntParam batchSize() {
        return batchSize;
    }

    /** Parameter of {@link #setPartitions}. */
    public IntParam partitions() {
        return partitions;
    }

    /**
     * Directory that {@link org.dknn.nlp.explain.Explainer#save} wrote. It is not read by the driver.
     *
     * @param path that each executor can read, as a path or {@code file:} URI; or the name of a directory that was added by {@code
     *     SparkContext.addFile(directory, true)}, which knows other file systems too
     */
    public DknnTextExplainer setModelPath(String path) {
        set(modelPath, path);
        return this;
    }

    /** Column of the texts, strings. */
    public DknnTextExplainer setInputCol(String column) {
        set(inputCol, column);
        return this;
    }

    /** New column of the explanations. Default: {@code explanation}. */
    public DknnTextExplainer setOutputCol(String column) {
        set(outputCol, column);
        return this;
    }

    /**
     * Classes to explain. Each costs as much as one does. {@code verdict} judges the first of them. Default: the class that the network
     * predicts for each text.
     *
     * @param names of classes of the model
     */
    public DknnTextExplainer setTargetClasses(String... names) {
        set(targetClasses, names.clone());
        return this;
    }

    /** Number of neighbors that are told per layer, 0 or more. Default: 5. */
    public DknnTextExplainer setShownNeighbors(int count) {
        set(shownNeighbors, count);
        return this;
    }

    /** Number of texts that a task reads before it explains them, at least 1. Default: 256. */
    public DknnTextExplainer setBatchSize(int texts) {
        set(batchSize, texts);
        return this;
    }

    /**
     * Number of partitions into which the rows are distributed first; that changes their order. As many as tasks run at a time, or a few
     * times as many, are best. Default: 0, the partitions stay as they are.
     */
    public DknnTextExplainer setPartitions(int count) {
        set(partitions, count);
        return this;
    }

    /**
     * Adds the column of explanations.
     *
     * @throws IllegalArgumentException if a parameter is missing, or as {@link #transformSchema}. The job fails with one if the model
     *     path is none on an executor, or a target class is none of the model
     */
    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        StructType schema = transformSchema(dataset.schema());
        ExplainPartition explain = new ExplainPartition(
                required(modelPath),
                getOrDefault(targetClasses),
                dataset.schema().fieldIndex(required(inputCol)),
                (Integer) getOrDefault(shownNeighbors),
                (Integer) getOrDefault(batchSize));
        int count = (Integer) getOrDefault(partitions);
        Dataset<Row> rows = count == 0 ? dataset.toDF() : dataset.toDF().repartition(count);
        return rows.mapPartitions(explain, Encoders.row(schema));
    }

    /**
     * The columns of the result.
     *
     * @throws IllegalArgumentException if the column of texts is missing or holds no strings, or the new column is there already
     */
    @Override
    public StructType transformSchema(StructType schema) {
        String input = required(inputCol);
        String output = getOrDefault(outputCol);
        Checks.require(schema, input, DataTypes.StringType, "texts");
        Checks.requireNew(schema, output);
        return schema.add(new StructField(output, ExplanationSchema.type(), false, Metadata.empty()));
    }

    private String required(Param<String> param) {
        return Checks.required(this, param);
    }

    @Override
    public DknnTextExplainer copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    /** Closes the models in the memory of this JVM that no task uses; others stay until the next call. */
    public static void releaseModels() {
        JvmModels.closeIdle();
    }

    /** Reads a saved stage: its parameters, not the model. */
    public static MLReader<DknnTextExplainer> read() {
        return new Reading().read();
    }

    /** Reads a saved stage from a path. */
    public static DknnTextExplainer load(String path) {
        return read().load(path);
    }

    private static final class Reading implements DefaultParamsReadable<DknnTextExplainer> {}
}
