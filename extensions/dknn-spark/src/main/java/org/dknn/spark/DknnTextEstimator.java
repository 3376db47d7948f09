package org.dknn.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.dknn.LabelSet;
import org.dknn.vector.Metric;

/**
 * Fits Deep k-Nearest Neighbors of a trained network on Spark, and saves an explainer. Each partition of the training examples becomes a
 * shard: an executor computes the activations and writes exact indexes of them; the driver joins the shards and calibrates. The answers
 * are those of {@link org.dknn.DeepKnnBuilder#fit} of the same examples in the order of their partitions, bit for bit, as far as {@link
 * org.dknn.DeepKnnBuilder#assemble} promises it; as there, the model goes by distances alone in telling out-of-distribution texts.
 *
 * <pre>{@code
 * new TextNetwork(extractor, tokenizer).save(Path.of("/shared/network"));
 * DknnTextExplainer explainer = new DknnTextEstimator()
 *         .setNetworkPath("/shared/network")
 *         .setModelPath("/shared/model")
 *         .setClasses("negative", "positive")
 *         .setInputCol("text")
 *         .setLabelCol("label")
 *         .setCalibrationCol("isHeldOut")
 *         .fit(reviews);
 * }</pre>
 *
 * <p>An executor holds the activations of one partition per task in its heap, twice while it writes: 8 bytes per value. The driver
 * holds the vectors of all shards, as any classifier does, and the texts.
 */
public final class DknnTextEstimator extends Estimator<DknnTextExplainer> implements DefaultParamsWritable {

    private static final long serialVersionUID = 1;

    private final String uid;
    private final Param<String> networkPath;
    private final Param<String> modelPath;
    private final Param<String> inputCol;
    private final Param<String> labelCol;
    private final Param<String> calibrationCol;
    private final StringArrayParam classes;
    private final IntParam neighbors;
    private final Param<String> metric;

    /** An estimator with a name of its own. */
    public DknnTextEstimator() {
        this(Identifiable$.MODULE$.randomUID("DknnTextEstimator"));
    }

    /**
     * An estimator with a given name.
     *
     * @param uid unlike that of any other stage of the pipeline
     */
    public DknnTextEstimator(String uid) {
        this.uid = uid;
        networkPath = new Param<>(uid, "networkPath", "directory of the network, on driver and executors");
        modelPath = new Param<>(uid, "modelPath", "directory of the explainer to be saved, which all share");
        inputCol = new Param<>(uid, "inputCol", "column of the texts");
        labelCol = new Param<>(uid, "labelCol", "column of the names of the classes");
        calibrationCol = new Param<>(uid, "calibrationCol", "column that is true for calibration examples");
        classes = new StringArrayParam(this, "classes", "names of the classes, in the order of the network's output");
        neighbors = new IntParam(uid, "neighbors", "number of neighbors per layer", ParamValidators.<Object>gtEq(1));
        metric = new Param<>(uid, "metric", "distance of the neighbors: EUCLIDEAN or COSINE");
        setDefault(neighbors, 75);
        setDefault(metric, Metric.EUCLIDEAN.name());
    }

    @Override
    public String uid() {
        return uid;
    }

    /** Parameter of {@link #setNetworkPath}. */
    public Param<String> networkPath() {
        return networkPath;
    }

    /** Parameter of {@link #setModelPath}. */
    public Param<String> modelPath() {
        return modelPath;
    }

    /** Parameter of {@link #setInputCol}. */
    public Param<String> inputCol() {
        return inputCol;
    }

    /** Parameter of {@link #setLabelCol}. */
    public Param<String> labelCol() {
        return labelCol;
    }

    /** Parameter of {@link #setCalibrationCol}. */
    public Param<String> calibrationCol() {
        return calibrationCol;
    }

    /** Parameter of {@link #setClasses}. */
    public StringArrayParam classes() {
        return classes;
    }

    /** Parameter of {@link #setNeighbors}. */
    public IntParam neighbors() {
        return neighbors;
    }

    /** Parameter of {@link #setMetric}. */
    public Param<String> metric() {
        return metric;
    }

    /** Directory that {@link TextNetwork#save} wrote, as for {@link DknnTextExplainer#setModelPath}; the driver reads it too. */
    public DknnTextEstimator setNetworkPath(String path) {
        set(networkPath, path);
        return this;
    }

    /**
     * Directory of the explainer that is saved, an earlier one there is replaced. Shards are written beside it while fitting, and then
     * deleted; so it lies in a directory that the driver and all executors share.
     */
    public DknnTextEstimator setModelPath(String path) {
        set(modelPath, path);
        return this;
    }

    /** Column of the texts, strings. */
    public DknnTextEstimator setInputCol(String column) {
        set(inputCol, column);
        return this;
    }

    /** Column of the names of the classes, strings. */
    public DknnTextEstimator setLabelCol(String column) {
        set(labelCol, column);
        return this;
    }

    /**
     * Column that is true for calibration examples, which the network was not trained on, and false for those that become neighbors. It
     * must say the same each time it is computed: a random one is to be cached.
     */
    public DknnTextEstimator setCalibrationCol(String column) {
        set(calibrationCol, column);
        return this;
    }

    /** Names of the classes, in the order of the network's output; at least two. */
    public DknnTextEstimator setClasses(String... names) {
        set(classes, names.clone());
        return this;
    }

    /** Number of neighbors per layer, at least 1. Default: 75. */
    public DknnTextEstimator setNeighbors(int k) {
        set(neighbors, k);
        return this;
    }

    /** Distance by which neighbors are found. Default: {@link Metric#EUCLIDEAN}. */
    public DknnTextEstimator setMetric(Metric metric) {
        set(this.metric, metric.name());
        return this;
    }

    /**
     * Fits and saves an explainer.
     *
     * @return a stage that explains by the saved explainer
     * @throws IllegalArgumentException if a parameter or column is missing, or as {@link org.dknn.DeepKnnBuilder#assemble}. The job fails
     *     with one if a text or label is null or of no class, or a directory is not shared
     * @throws UncheckedIOException if a file cannot be written or read
     */
    @Override
    public DknnTextExplainer fit(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        try {
            new SparkFit(
                            required(networkPath),
                            JvmModels.path(required(modelPath)).toAbsolutePath(),
                            LabelSet.of(required(classes)),
                            Metric.valueOf(getOrDefault(metric)),
                            (Integer) getOrDefault(neighbors))
                    .fit(examples(dataset, false), examples(dataset, true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fitted().setParent(this);
    }

    private DknnTextExplainer fitted() {
        return new DknnTextExplainer().setModelPath(required(modelPath)).setInputCol(required(inputCol));
    }

    /** Rows of text and label. */
    private Dataset<Row> examples(Dataset<?> dataset, boolean isCalibration) {
        Column chosen = functions.col(required(calibrationCol)).equalTo(isCalibration);
        return dataset.toDF().filter(chosen).select(required(inputCol), required(labelCol));
    }

    /**
     * The columns of what the fitted stage gives.
     *
     * @throws IllegalArgumentException if a column is missing or of another type
     */
    @Override
    public StructType transformSchema(StructType schema) {
        Checks.require(schema, required(inputCol), DataTypes.StringType, "texts");
        Checks.require(schema, required(labelCol), DataTypes.StringType, "classes");
        Checks.require(schema, required(calibrationCol), DataTypes.BooleanType, "marks of calibration examples");
        LabelSet.of(required(classes));
        return fitted().transformSchema(schema);
    }

    private <T> T required(Param<T> param) {
        return Checks.required(this, param);
    }

    @Override
    public DknnTextEstimator copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    /** Reads a saved stage: its parameters. */
    public static MLReader<DknnTextEstimator> read() {
        return new Reading().read();
    }

    /** Reads a saved stage from a path. */
    public static DknnTextEstimator load(String path) {
        return read().load(path);
    }

    private static final class Reading implements DefaultParamsReadable<DknnTextEstimator> {}
}
