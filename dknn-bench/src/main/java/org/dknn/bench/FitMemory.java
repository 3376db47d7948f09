package org.dknn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.DeepKnnBuilder;
import org.dknn.LabelSet;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.bench.speed.ProcessUse;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.faiss.Faiss;
import org.dknn.vector.FloatMatrix;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How much memory do fitting and loading need, and how long do they take?
 *
 * <p>The activations are random numbers in 50 clusters, made of the number of the example, of two classes; there is no network. Prints the
 * memory of the process (Linux only): what has no file behind it, which a mapped file does not count to, and all. Run it in a JVM of its own
 * with a small {@code -Xmx}.
 */
@Command(name = "fit-memory", description = "Memory and time of fitting and loading.")
final class FitMemory implements Callable<Integer> {

    private static final int HELD_OUT = 100;

    @Option(names = "--rows", defaultValue = "3000", description = "Training examples (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(names = "--width", defaultValue = "300", description = "Width of a layer (default: ${DEFAULT-VALUE}).")
    private int width;

    @Option(names = "--layers", defaultValue = "4", description = "Number of layers (default: ${DEFAULT-VALUE}).")
    private int layers;

    @Option(
            names = "--index",
            defaultValue = "FLAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Kind index = Kind.FLAT;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description =
                    "For activations, vectors of mapped indexes and the saved model (default: all on the heap, nothing is saved).")
    private Optional<Path> directory = Optional.empty();

    @Option(names = "--cells", defaultValue = "64", description = "Cells of an index (default: ${DEFAULT-VALUE}).")
    private int cells;

    @Option(names = "--probes", defaultValue = "16", description = "Cells of a search (default: ${DEFAULT-VALUE}).")
    private int probes;

    @Option(
            names = "--nd4j",
            description = "Loads ND4J at the beginning, as a network does, so that its memory is known.")
    private boolean isWithNd4j;

    @Option(names = "--load", description = "Fits nothing, and loads what an earlier run saved in the directory.")
    private boolean isLoading;

    /** Kinds of indexes. */
    enum Kind {
        EXACT,
        FLAT,
        IVF,
        MAPPED_IVF,
        MAPPED_SQ8;

        IndexFactory factory(Optional<Path> directory, int cells, int probes) {
            Path scratch = directory
                    .orElse(Path.of(System.getProperty("java.io.tmpdir", ".")))
                    .resolve("scratch");
            return switch (this) {
                case EXACT -> ExactIndex.factory();
                case FLAT -> Faiss.flat();
                case IVF -> Faiss.ivf(cells, probes);
                case MAPPED_IVF -> Faiss.ivf(cells, probes).mapped(scratch);
                case MAPPED_SQ8 ->
                    Faiss.factory("IVF" + cells + ",SQ8").probes(probes).mapped(scratch);
            };
        }
    }

    @Override
    public Integer call() throws IOException {
        print(
                "raw activations: %.0f MB; heap of at most %d MB%n",
                raw() / 1e6, Runtime.getRuntime().maxMemory() >> 20);
        RandomActivations extractor = new RandomActivations(width, layers);
        IndexFactory factory = index.factory(directory, cells, probes);
        if (isWithNd4j) {
            Nd4j.rand(64, 64).mmul(Nd4j.rand(64, 64)).close();
        }
        say("at the beginning", System.nanoTime());
        if (!isLoading) {
            fit(extractor, factory);
        }
        if (directory.isPresent()) {
            load(directory.get().resolve("model"), extractor, factory);
        }
        return 0;
    }

    private void fit(RandomActivations extractor, IndexFactory factory) throws IOException {
        long start = System.nanoTime();
        DeepKnnBuilder<String> builder =
                DeepKnn.builder(extractor).index(factory).progress(new ConsoleProgress(System.out));
        directory.ifPresent(builder::spillTo);
        try (DeepKnn<String> dknn = builder.fit(examples("t", rows), examples("c", HELD_OUT))) {
            say("fitted", start);
            search(dknn);
            if (directory.isPresent()) {
                long saving = System.nanoTime();
                dknn.save(directory.get().resolve("model"));
                say("saved", saving);
            }
        }
    }

    private void load(Path model, RandomActivations extractor, IndexFactory factory) throws IOException {
        double size;
        try (Stream<Path> files = Files.list(model)) {
            size = files.mapToLong(file -> file.toFile().length()).sum();
        }
        long before = usedHeap();
        long start = System.nanoTime();
        try (DeepKnn<String> dknn = DeepKnn.load(model, extractor, factory)) {
            say(String.format(Locale.ROOT, "loaded (files of %.2f raw)", size / raw()), start);
            print("  heap of the loaded model: %.3f raw%n", (usedHeap() - before) / raw());
            search(dknn);
        }
    }

    private double raw() {
        return 4.0 * rows * width * layers;
    }

    private static void search(DeepKnn<String> dknn) {
        dknn.warmUp();
        List<String> questions = examples("q", HELD_OUT).inputs();
        long start = System.nanoTime();
        double processor = ProcessUse.processorNanos();
        questions.forEach(dknn::predict);
        print(
                "  %.2f ms a query, %.2f ms of the processor%n",
                (System.nanoTime() - start) / 1e6 / questions.size(),
                (ProcessUse.processorNanos() - processor) / 1e6 / questions.size());
    }

    private static Dataset<String> examples(String prefix, int count) {
        List<String> names = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
        return Dataset.of(names, IntStream.range(0, count).map(i -> i & 1).toArray(), LabelSet.of("even", "odd"));
    }

    private static void say(String what, long start) {
        print(
                "%s: %.1f s, %.1f s of the processor in all; process %.0f MB, at most %.0f MB; without files %.0f MB%n",
                what,
                (System.nanoTime() - start) / 1e9,
                ProcessUse.processorNanos() / 1e9,
                megabytes("VmRSS"),
                megabytes("VmHWM"),
                megabytes("RssAnon"));
    }

    private static void print(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format, arguments);
    }

    private static double megabytes(String name) {
        return ProcessUse.memory(name) / 1e6;
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Activations that are made of an example's name. */
    private record RandomActivations(int width, int count) implements ActivationExtractor<String> {

        @Override
        public List<String> layers() {
            return IntStream.range(0, count).mapToObj(layer -> "layer " + layer).toList();
        }

        @Override
        public InputCodec<String> codec() {
            return InputCodec.strings();
        }

        @Override
        public String fingerprint() {
            return "random activations";
        }

        @Override
        public Activations extract(List<String> inputs, IntConsumer progress) {
            List<FloatMatrix> matrices = new ArrayList<>();
            for (int layer = 0; layer < count; layer++) {
                matrices.add(matrix(inputs, layer));
            }
            float[] probabilities = new float[2 * inputs.size()];
            for (int i = 0; i < inputs.size(); i++) {
                probabilities[2 * i + (inputs.get(i).hashCode() & 1)] = 1;
            }
            progress.accept(inputs.size());
            return new Activations(layers(), matrices, FloatMatrix.wrap(inputs.size(), 2, probabilities));
        }

        private FloatMatrix matrix(List<String> inputs, int layer) {
            float[] values = new float[width * inputs.size()];
            int next = 0;
            for (String input : inputs) {
                long state = (input.hashCode() * 31L + layer) * 0x9E3779B97F4A7C15L | 1;
                long cluster = Math.floorMod(state >>> 33, 50);
                for (int column = 0; column < width; column++) {
                    // Marsaglia (2003), Xorshift RNGs
                    state ^= state << 13;
                    state ^= state >>> 7;
                    state ^= state << 17;
                    values[next++] = (state >>> 40) * 0x1p-24f + ((cluster * 31 + column) * 7 % 13) * 0.2f;
                }
            }
            return FloatMatrix.wrap(inputs.size(), width, values);
        }
    }
}
