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
 * shard: an executor computes the activations and writes indexes of them; the driver joins the shards and calibrates. By default indexes
 * are exact, and the answers are those of {@link org.dknn.DeepKnnBuilder#fit} of the same examples in the order of their partitions, bit
 * for bit, as far as {@link org.dknn.DeepKnnBuilder#assemble} promises it; as there, the model goes by distances alone in telling
 * out-of-distribution texts. {@link #setIndex} chooses cells instead, for sets whose vectors the driver cannot hold.
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
 * holds the texts, and the vectors of all shards, as any classifier does; with cells it holds the activations of the sample instead.
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
    private final Param<String> index;
    private final IntParam probes;
    private final IntParam sample;

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
        index = new Param<>(uid, "index", "kind of the indexes: exact, or a description of FAISS with cells");
        probes = new IntParam(uid, "probes", "number of cells that a search visits", ParamValidators.<Object>gtEq(1));
        sample = new IntParam(
                uid, "sample", "number of examples per class that train cells", ParamValidators.<Object>gtEq(1));
        setDefault(index, IndexChoice.EXACT);
        setDefault(probes, 16);
        setDefault(sample, 65_536);
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

    /** Parameter of {@link #setIndex}. */
    public Param<String> index() {
        return index;
    }

    /** Parameter of {@link #setProbes}. */
    public IntParam probes() {
        return probes;
    }

    /** Parameter of {@link #setSample}. */
    public IntParam sample() {
        return sample;
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
     * Kind of the indexes: {@code exact}, or a description of {@link org.dknn.index.faiss.Faiss#factory FAISS} with cells, such as {@code
     * IVF1024,Flat} or {@code PCA48,IVF1024,PQ24}. The driver trains the cells of each layer and class by a sample, executors fill them, and
     * the driver joins them on disk: the index that would have been filled at once after the same training. The driver and all
     * executors need FAISS. Joining holds two files per partition open for each layer and class, so that a thousand partitions are to be
     * {@code coalesce}d first. Default: {@code exact}.
     */
    public DknnTextEstimator setIndex(String description) {
        set(index, description);
        return this;
    }

    /** Number of cells that a search visits, if there are cells. More find more of the true neighbors. Default: 16. */
    public DknnTextEstimator setProbes(int cells) {
        set(probes, cells);
        return this;
    }

    /**
     * About how many training examples of each class train the cells, drawn at random, hardly ever fewer; all if the class has fewer. At
     * least as many as there are cells; 39 per cell are recommended by FAISS. The driver computes and holds their activations. Default: 65,536.
     */
    public DknnTextEstimator setSample(int perClass) {
        set(sample, perClass);
        return this;
    }

    /**
     * Fits and saves an explainer.
     *
     * @return a stage that explains by the saved explainer
     * @throws IllegalArgumentException if a parameter or column is missing, a class has fewer examples in the sample than there are
     *     cells, or as {@link org.dknn.DeepKnnBuilder#assemble}. The job fails
     *     with one if a text or label is null or of no class, or a directory is not shared
     * @throws IllegalStateException if cells are chosen and FAISS is not available on the driver; the job fails with one if it is not on an
     *     executor
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
                            (Integer) getOrDefault(neighbors),
                            choice())
                    .fit(examples(dataset, false), examples(dataset, true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fitted().setParent(this);
    }

    private IndexChoice choice() {
        return new IndexChoice(getOrDefault(index), (Integer) getOrDefault(probes), (Integer) getOrDefault(sample));
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
     * @throws IllegalArgumentException if a column is missing or of another type, or there is no such index
     */
    @Override
    public StructType transformSchema(StructType schema) {
        Checks.require(schema, required(inputCol), DataTypes.StringType, "texts");
        Checks.require(schema, required(labelCol), DataTypes.StringType, "classes");
        Checks.require(schema, required(calibrationCol), DataTypes.BooleanType, "marks of calibration examples");
        LabelSet.of(required(classes));
        choice().requireValid();
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
