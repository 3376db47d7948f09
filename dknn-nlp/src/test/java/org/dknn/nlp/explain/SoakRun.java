package org.dknn.nlp.explain;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.SmallNetwork;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.text.Tokenizer;

/**
 * Explains texts for a long time and prints what the process holds after each twentieth, as lines of a Markdown table. {@link
 * SoakTest} runs it in a process of its own.
 *
 * <p>Arguments: the number of explanations, and the number of words per text. Prints a last line with the growth of the resident
 * memory after the first quarter, in bytes per explanation, by least squares.
 */
final class SoakRun {

    private static final int ROWS = 20;
    private static final int REFERENCE = 2_000;

    /** More than a {@link org.dknn.nlp.attribution.PlanExecutor} remembers. */
    private static final int UNKNOWN_WORDS = 6_000;

    /** What the process holds, in MB but for the last two. */
    record Sample(long explanations, double resident, double heap, double pointers, long files, long threads) {

        static Sample now(long explanations) throws IOException {
            System.gc();
            MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
            return new Sample(
                    explanations,
                    residentBytes() / 1e6,
                    heap.getUsed() / 1e6,
                    Pointer.totalBytes() / 1e6,
                    openFiles(),
                    ManagementFactory.getThreadMXBean().getThreadCount());
        }

        private static double residentBytes() throws IOException {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        }

        private static long openFiles() throws IOException {
            try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
                return files.count();
            }
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %,d | %.1f | %.1f | %.1f | %d | %d |",
                    explanations,
                    resident,
                    heap,
                    pointers,
                    files,
                    threads);
        }
    }

    private final Random random = new Random(41);
    private final List<String> known;

    private SoakRun(SmallNetwork network) {
        this.known = network.examples().inputs().stream()
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
    }

    public static void main(String[] arguments) throws IOException {
        long explanations = Long.parseLong(arguments[0]);
        int words = Integer.parseInt(arguments[1]);
        SmallNetwork network = SmallNetwork.trained();
        new SoakRun(network).run(network, explanations, words);
        System.exit(0);
    }

    private void run(SmallNetwork network, long explanations, int words) throws IOException {
        Dl4jExtractor<List<String>> extractor = Dl4jExtractor.builder(
                        network.graph(), TokenIds.of(network.vocabulary()))
                .layer("pooled")
                .layer("dense")
                .build();
        try (DeepKnn<List<String>> dknn =
                DeepKnn.builder(extractor).neighbors(75).fit(reference(network), network.examples())) {
            Explainer<String> explainer = Explainer.of(dknn, Tokenizer.english());
            System.out.println("| explanations | resident MB | heap MB | JavaCPP MB | files | threads |");
            System.out.println("|---|---|---|---|---|---|");
            List<Sample> samples = new ArrayList<>();
            long start = System.nanoTime();
            for (long done = 1; done <= explanations; done++) {
                Renderer.plain().render(explainer.explain(text(words)));
                if (done % Math.max(1, explanations / ROWS) == 0) {
                    samples.add(Sample.now(done));
                    System.out.println(samples.get(samples.size() - 1));
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d seconds, growth %.0f%n",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                    growth(samples.subList(samples.size() / 4, samples.size())));
        }
    }

    private Dataset<List<String>> reference(SmallNetwork network) {
        List<List<String>> texts = new ArrayList<>();
        int[] labels = new int[REFERENCE];
        for (int i = 0; i < REFERENCE; i++) {
            int example = random.nextInt(network.examples().size());
            List<String> text = new ArrayList<>(network.examples().inputs().get(example));
            text.add(known.get(random.nextInt(known.size())));
            texts.add(List.copyOf(text));
            labels[i] = network.examples().label(example);
        }
        return Dataset.of(texts, labels, network.examples().labelSet());
    }

    /** Known and unknown words, half and half. */
    private String text(int words) {
        return IntStream.range(0, words)
                .mapToObj(i -> random.nextBoolean()
                        ? known.get(random.nextInt(known.size()))
                        : "w" + random.nextInt(UNKNOWN_WORDS))
                .collect(Collectors.joining(" "));
    }

    /** Slope of the resident memory, in bytes per explanation. */
    private static double growth(List<Sample> samples) {
        double x = samples.stream().mapToDouble(Sample::explanations).average().orElse(0);
        double y = samples.stream().mapToDouble(Sample::resident).average().orElse(0);
        double products = 0;
        double squares = 0;
        for (Sample sample : samples) {
            products += (sample.explanations() - x) * (sample.resident() - y);
            squares += (sample.explanations() - x) * (sample.explanations() - x);
        }
        return 1e6 * products / squares;
    }
}
