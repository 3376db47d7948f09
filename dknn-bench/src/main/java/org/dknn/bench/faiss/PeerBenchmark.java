package org.dknn.bench.faiss;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.index.faiss.Faiss;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * How long does a search take, as a share of what memory allows and of what other libraries take?
 *
 * <p>Data: a seeded mixture of 50 clusters on 40 latent dimensions with noise, k = 75, one thread, least of several runs.
 * {@code dknn-bench/peers.sh ROWS COLUMNS} runs this and the peers on the same numbers, and prints one table.
 */
@Command(name = "peers", description = "Time of a search, as peers.sh reads it.")
public final class PeerBenchmark implements Callable<Integer> {

    private static final int K = 75;
    private static final int QUERIES = 64;
    private static final int[] BATCHES = {1, 20, 50};
    private static final int LATENT = 40;
    private static final int TURNS = 60;

    @Parameters(index = "0", paramLabel = "ROWS", description = "Number of vectors.")
    private int rows;

    @Parameters(index = "1", paramLabel = "COLUMNS", description = "Their width.")
    private int columns;

    @Parameters(index = "2", paramLabel = "DIR", description = "Where the data are written that the peers read.")
    private Path directory = Path.of("");

    @Option(names = "--hnsw", description = "Builds a graph as well.")
    private boolean isWithGraph;

    private FloatMatrix queries = FloatMatrix.wrap(0, 1, new float[0]);

    @Override
    public Integer call() throws IOException {
        FloatMatrix all = mixture(rows + QUERIES, columns);
        FloatMatrix vectors = all.rows(0, rows);
        queries = all.rows(rows, rows + QUERIES);
        write(vectors, directory.resolve("vectors.f32"));
        write(queries, directory.resolve("queries.f32"));
        run(vectors);
        return 0;
    }

    private void run(FloatMatrix vectors) {
        pace(vectors);
        List<Neighbors> exact = measure("dknn-exact", ExactIndex.factory(), vectors);
        List<Neighbors> flat = measure("dknn-faiss-flat", Faiss.flat(), vectors);
        line("same-answers", QUERIES, exact.equals(flat) ? 1 : 0);
        measure("faiss-and-java", Faiss.factory("Flat"), vectors);
        try (NeighborIndex small = Faiss.flat().build(vectors.rows(0, 100), Metric.EUCLIDEAN)) {
            line("dknn-call", 1, least(small, 1, 1));
        }
        if (isWithGraph) {
            List<Neighbors> graph = measure("dknn-faiss-hnsw32", Faiss.hnsw(32).efSearch(150), vectors);
            line("recall-hnsw32", QUERIES, recall(exact, graph));
        }
    }

    private List<Neighbors> measure(String name, IndexFactory factory, FloatMatrix vectors) {
        long start = System.nanoTime();
        try (NeighborIndex index = factory.build(vectors, Metric.EUCLIDEAN)) {
            line(name + "-build", 0, (System.nanoTime() - start) / 1e6);
            for (int batch : BATCHES) {
                line(name, batch, least(index, batch, K));
            }
            return index.search(queries, K);
        }
    }

    /** The least time of a search, in milliseconds; every run asks for other queries, and the first warm up. */
    private double least(NeighborIndex index, int batch, int k) {
        double least = Double.POSITIVE_INFINITY;
        long end = System.nanoTime() + 4_000_000_000L;
        for (int run = 0; run < 8 || (run < 20_000 && System.nanoTime() < end); run++) {
            int from = run % (QUERIES - batch + 1);
            FloatMatrix asked = queries.rows(from, from + batch);
            long start = System.nanoTime();
            index.search(asked, k);
            least = Math.min(least, (System.nanoTime() - start) / 1e6);
        }
        return least;
    }

    private static void line(String name, int batch, double value) {
        System.out.printf(Locale.ROOT, "RESULT %s %d %.4f%n", name, batch, value);
    }

    /**
     * What a single query takes beside reading as much memory. Both take turns, since other users of the machine's memory
     * come and go; the ratio is the median of the turns. Read are two equal arrays of half the size, which the JVM
     * compares by vector instructions and so at the pace of memory.
     */
    private void pace(FloatMatrix vectors) {
        float[] some = new float[vectors.rows() / 2 * vectors.columns()];
        float[] same = new float[some.length];
        Arrays.fill(some, 3);
        Arrays.fill(same, 3);
        double[] ratios = new double[TURNS];
        double[] reading = new double[TURNS];
        try (NeighborIndex index = Faiss.flat().build(vectors, Metric.EUCLIDEAN)) {
            least(index, 1, K); // compiles what is measured
            for (int turn = -TURNS; turn < TURNS; turn++) {
                int asked = Math.floorMod(turn, QUERIES);
                double read = milliseconds(() -> {
                    if (Arrays.mismatch(some, same) >= 0) {
                        throw new IllegalStateException("equal arrays differ");
                    }
                });
                double query = milliseconds(() -> index.search(queries.rows(asked, asked + 1), K));
                reading[Math.max(0, turn)] = read;
                ratios[Math.max(0, turn)] = read / query;
            }
        }
        Arrays.sort(ratios);
        Arrays.sort(reading);
        line("memory", 1, reading[TURNS / 2]);
        line("pace", 1, ratios[TURNS / 2]);
    }

    private static double milliseconds(Runnable measured) {
        long start = System.nanoTime();
        measured.run();
        return (System.nanoTime() - start) / 1e6;
    }

    /** Share of the exact nearest 75 that were found. */
    static double recall(List<Neighbors> exact, List<Neighbors> found) {
        long hits = 0;
        for (int q = 0; q < exact.size(); q++) {
            int[] wanted = exact.get(q).ordinals();
            Arrays.sort(wanted);
            hits += Arrays.stream(found.get(q).ordinals())
                    .filter(ordinal -> Arrays.binarySearch(wanted, ordinal) >= 0)
                    .count();
        }
        return hits / (double) (exact.size() * K);
    }

    /** A seeded mixture of 50 clusters on 40 latent dimensions, with noise. */
    static FloatMatrix mixture(int rows, int columns) {
        Random random = new Random(1);
        float[] axes = normal(random, LATENT * columns);
        float[] centers = normal(random, 50 * LATENT);
        float[] values = new float[rows * columns];
        float[] latent = new float[LATENT];
        for (int r = 0; r < rows; r++) {
            int cluster = random.nextInt(50);
            for (int l = 0; l < LATENT; l++) {
                latent[l] = 2 * centers[cluster * LATENT + l] + (float) random.nextGaussian();
            }
            for (int c = 0; c < columns; c++) {
                float value = 0.3f * (float) random.nextGaussian();
                for (int l = 0; l < LATENT; l++) {
                    value += latent[l] * axes[l * columns + c];
                }
                values[r * columns + c] = value;
            }
        }
        return FloatMatrix.wrap(rows, columns, values);
    }

    static float[] normal(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static void write(FloatMatrix matrix, Path file) throws IOException {
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * matrix.columns()).order(ByteOrder.LITTLE_ENDIAN);
            for (int r = 0; r < matrix.rows(); r++) {
                bytes.clear().asFloatBuffer().put(matrix.row(r));
                stream.write(bytes.array());
            }
        }
    }
}
