package org.dknn.bench.faiss;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.dknn.bench.speed.ProcessUse;
import org.dknn.index.IndexFactory.Context;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.index.faiss.Faiss;
import org.dknn.index.faiss.FaissFactory;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.VectorSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * How do time and memory of cells with codes grow with the number of vectors? Trains by a sample, fills parts apart, joins their files, maps the
 * joined one, and searches it for the 75 nearest with several search widths. The vectors are those of {@link BlockedMixture}; true neighbors come from a
 * flat index, block by block. Memory is that of the process (Linux only), without the pages of mapped files.
 */
@Command(name = "ivfpq", description = "How time, memory and recall of codes grow.")
public final class IvfPqBenchmark implements Callable<Integer> {

    private static final Context CONTEXT = new Context("mixture", "layer", "all");
    private static final int K = 75;
    private static final int SAMPLE = 1 << 18;
    private static final int TRUTH_BLOCK = 1 << 16;

    @Parameters(index = "0", paramLabel = "ROWS", defaultValue = "4000", description = "Number of vectors.")
    private int rows;

    @Parameters(index = "1", paramLabel = "COLUMNS", defaultValue = "100", description = "Their width.")
    private int columns;

    @Option(
            names = "--index",
            defaultValue = "PCA48,IVF64,PQ24",
            description = "Description of the index (default: ${DEFAULT-VALUE}).")
    private String description;

    @Option(names = "--parts", defaultValue = "1", description = "Number of parts (default: ${DEFAULT-VALUE}).")
    private int parts;

    @Option(names = "--queries", defaultValue = "100", description = "Number of queries (default: ${DEFAULT-VALUE}).")
    private int queryCount;

    @Option(names = "--probes", split = ",", defaultValue = "8,32", description = "Cells (default: ${DEFAULT-VALUE}).")
    private List<Integer> probes = List.of();

    @Option(
            names = "--rerank",
            split = ",",
            defaultValue = "4,16",
            description = "Candidates per neighbor (default: ${DEFAULT-VALUE}).")
    private List<Integer> reranks = List.of();

    @Option(names = "--directory", required = true, paramLabel = "DIR", description = "For files, deleted at the end.")
    private Path directory = Path.of("");

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(directory);
        VectorSource vectors = new BlockedMixture(rows, columns, 1);
        FloatMatrix queries = new BlockedMixture(queryCount, columns, 2).toMatrix();
        say("beginning", System.nanoTime());
        long start = System.nanoTime();
        List<Neighbors> truth = truth(vectors, queries);
        say("true neighbors", start);
        Path file = directory.resolve("joined");
        build(vectors, file);
        start = System.nanoTime();
        try (NeighborIndex index = factory().mapped().load(file)) {
            say("loaded", start);
            System.out.printf(Locale.ROOT, "file of %.0f MB%n", Files.size(file) / 1e6);
            System.out.println("| rows | probes | rerank | first ms | ms a query | of the processor | recall |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (int rerank : reranks) {
                for (int cells : probes) {
                    search(factory().probes(cells).rerank(rerank).searching(index), cells, rerank, queries, truth);
                }
            }
            say("searched", start);
        } finally {
            Files.delete(file);
        }
        return 0;
    }

    private FaissFactory factory() {
        return Faiss.factory(description);
    }

    private void build(VectorSource vectors, Path file) throws IOException {
        Path training = directory.resolve("training");
        Path scratch = directory.resolve("scratch");
        long start = System.nanoTime();
        int sample = Math.min(rows, SAMPLE);
        factory().mapped(scratch).train(new Range(vectors, 0, sample), Metric.EUCLIDEAN, training);
        say("trained", start);
        FaissFactory factory = factory().mapped(scratch).trainedBy(training);
        List<Path> files = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            start = System.nanoTime();
            int from = (int) ((long) rows * part / parts);
            int to = (int) ((long) rows * (part + 1) / parts);
            Path saved = parts == 1 ? file : directory.resolve("part-" + part);
            try (NeighborIndex index = factory.build(CONTEXT, new Range(vectors, from, to), Metric.EUCLIDEAN)) {
                factory.save(index, saved);
            }
            files.add(saved);
            say("part " + part + " filled and saved", start);
        }
        if (parts > 1) {
            start = System.nanoTime();
            Faiss.merge(files, file);
            say("joined", start);
            for (Path each : files) {
                Files.delete(each);
            }
        }
        Files.delete(training);
    }

    /** Consecutive rows. */
    private record Range(VectorSource source, int from, int to) implements VectorSource {

        @Override
        public int rows() {
            return to - from;
        }

        @Override
        public int columns() {
            return source.columns();
        }

        @Override
        public FloatMatrix rows(int first, int end) {
            return source.rows(from + first, from + end);
        }

        @Override
        public int blockRows() {
            return source.blockRows();
        }
    }

    private static List<Neighbors> truth(VectorSource vectors, FloatMatrix queries) {
        List<List<Neighbors>> nearest = new ArrayList<>();
        for (int q = 0; q < queries.rows(); q++) {
            nearest.add(List.of());
        }
        for (int from = 0; from < vectors.rows(); from += TRUTH_BLOCK) {
            int to = Math.min(vectors.rows(), from + TRUTH_BLOCK);
            int[] ordinals = IntStream.range(from, to).toArray();
            try (NeighborIndex block = Faiss.flat().build(vectors.rows(from, to), Metric.EUCLIDEAN)) {
                List<Neighbors> found = block.search(queries, Math.min(K, to - from));
                for (int q = 0; q < queries.rows(); q++) {
                    List<Neighbors> both = new ArrayList<>(nearest.get(q));
                    both.add(found.get(q).mapped(ordinals));
                    int count = both.stream().mapToInt(Neighbors::size).sum();
                    nearest.set(q, List.of(Neighbors.nearest(both, Math.min(K, count))));
                }
            }
        }
        return nearest.stream().map(lists -> lists.get(0)).toList();
    }

    /** Asks each query alone: all once, and once more. Medians, and the mean time of the processor the second time. */
    private void search(NeighborIndex index, int cells, int rerank, FloatMatrix queries, List<Neighbors> truth) {
        double[][] times = new double[2][queries.rows()];
        List<Neighbors> answers = new ArrayList<>();
        double processor = 0;
        for (int pass = 0; pass < 2; pass++) {
            double before = ProcessUse.processorNanos();
            for (int q = 0; q < queries.rows(); q++) {
                FloatMatrix query = queries.rows(q, q + 1);
                long start = System.nanoTime();
                Neighbors found = index.search(query, K).get(0);
                times[pass][q] = (System.nanoTime() - start) / 1e6;
                if (pass == 0) {
                    answers.add(found);
                }
            }
            Arrays.sort(times[pass]);
            processor = (ProcessUse.processorNanos() - before) / 1e6 / queries.rows();
        }
        int middle = queries.rows() / 2;
        System.out.printf(
                Locale.ROOT,
                "| %d | %d | %d | %.1f | %.1f | %.1f | %.4f |%n",
                rows,
                cells,
                rerank,
                times[0][middle],
                times[1][middle],
                processor,
                PeerBenchmark.recall(truth, answers));
    }

    private static void say(String what, long start) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f s, %.1f s of the processor in all; without files %.0f MB, at most %.0f MB with them%n",
                what,
                (System.nanoTime() - start) / 1e9,
                ProcessUse.processorNanos() / 1e9,
                ProcessUse.memory("RssAnon") / 1e6,
                ProcessUse.memory("VmHWM") / 1e6);
    }
}
