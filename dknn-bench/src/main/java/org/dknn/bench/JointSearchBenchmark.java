package org.dknn.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.NeighborIndex.Question;
import org.dknn.index.Neighbors;
import org.dknn.index.faiss.Faiss;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the search of one explanation cost: 21 variants of a text, in four layers (300, 100, 100, 100 wide) and two classes, k = 75?
 *
 * <p>Vectors are 40 latent dimensions in 50 clusters with noise, negative values cut off as by ReLU; variants differ from the first in an
 * eighth of their values. {@code java} is the index in plain Java, {@code faiss} FAISS's own flat index with exact ranking of its
 * candidates in Java, {@code loop} the native one class by class, {@code joint} all in one pass.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn")
public class JointSearchBenchmark {

    private static final int[] WIDTHS = {300, 100, 100, 100};
    private static final int CLASSES = 2;
    private static final int LATENT = 40;
    private static final int CLUSTERS = 50;
    private static final int VARIANTS = 21;
    private static final int K = 75;

    /** Which indexes, and how they are asked. */
    @Param({"java", "faiss", "loop", "joint"})
    public String way = "joint";

    /** Rows of all classes. */
    @Param("6000")
    public int rows = 6000;

    private final Random random = new Random(5);
    private final List<Question> questions = new ArrayList<>();

    /** Makes vectors, indexes and queries. */
    @Setup
    public void build() {
        IndexFactory factory =
                switch (way) {
                    case "java" -> ExactIndex.factory();
                    case "faiss" -> Faiss.factory("Flat");
                    default -> Faiss.flat();
                };
        for (int width : WIDTHS) {
            float[][] directions = normal(LATENT, width, .3f);
            float[][] centers = normal(CLUSTERS, LATENT, 1);
            FloatMatrix queries = variants(vectors(1, directions, centers).row(0));
            for (int label = 0; label < CLASSES; label++) {
                FloatMatrix vectors = vectors(rows / CLASSES, directions, centers);
                questions.add(new Question(factory.build(vectors, Metric.EUCLIDEAN), queries, K));
            }
        }
    }

    private float[][] normal(int count, int width, float scale) {
        float[][] drawn = new float[count][width];
        for (float[] row : drawn) {
            for (int i = 0; i < width; i++) {
                row[i] = scale * (float) random.nextGaussian();
            }
        }
        return drawn;
    }

    private FloatMatrix vectors(int count, float[][] directions, float[][] centers) {
        float[][] drawn = normal(count, directions[0].length, .1f);
        for (float[] row : drawn) {
            float[] center = centers[random.nextInt(CLUSTERS)];
            for (int latent = 0; latent < LATENT; latent++) {
                float place = center[latent] + .6f * (float) random.nextGaussian();
                for (int i = 0; i < row.length; i++) {
                    row[i] += place * directions[latent][i];
                }
            }
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.max(0, row[i]);
            }
        }
        return FloatMatrix.copyOf(drawn);
    }

    private FloatMatrix variants(float[] first) {
        float[][] variants = new float[VARIANTS][];
        for (int v = 0; v < VARIANTS; v++) {
            variants[v] = first.clone();
            for (int i = 0; v > 0 && i < first.length; i++) {
                if (random.nextInt(8) == 0) {
                    variants[v][i] = Math.max(0, first[i] + .2f * (float) random.nextGaussian());
                }
            }
        }
        return FloatMatrix.copyOf(variants);
    }

    /** The answers to all questions. */
    @Benchmark
    public List<List<Neighbors>> search() {
        NeighborIndex first = questions.get(0).index();
        return way.equals("joint")
                ? first.searchJointly(questions)
                : questions.stream()
                        .map(question -> question.index().search(question.queries(), question.k()))
                        .toList();
    }

    /** Frees the indexes. */
    @TearDown
    public void close() {
        questions.forEach(question -> question.index().close());
    }
}
