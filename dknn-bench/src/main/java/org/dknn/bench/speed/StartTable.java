package org.dknn.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.dl4j.Dl4jExtractor;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What does a process do on the way to its first text? Writes the CNN of the studies with random weights, and starts a fresh Java that
 * reads it and tells seconds of the processor after each step; twice, and the second run counts.
 */
@Command(name = "start", description = "Time from the start of Java to a first text.")
public final class StartTable implements Callable<Integer> {

    private static final int WORDS = 20;

    @Option(
            names = "--network",
            paramLabel = "FILE",
            hidden = true,
            description = "Reads this network, in the fresh Java.")
    private Optional<Path> network = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (network.isPresent()) {
            System.out.println("STEPS " + String.join(" ", steps(network.get())));
            return 0;
        }
        Path file = Files.createTempFile("dknn-start", ".zip");
        try {
            new RandomSentences().network(100, 2).save(file.toFile());
            fresh(file);
            Table table = new Table(
                    "Java",
                    "ND4J's first array",
                    "reading the network",
                    "extractor",
                    "fingerprint",
                    "a text and its variants");
            table.row(fresh(file).toArray(String[]::new));
            System.out.println(new Page("Start")
                    .say("Seconds of the processor in each step: " + Times.machine() + ".")
                    .table(table)
                    .markdown());
            return 0;
        } finally {
            Files.delete(file);
        }
    }

    private static List<String> steps(Path file) throws IOException {
        List<Double> used = new ArrayList<>(List.of(0.0, Times.used()));
        Nd4j.create(1);
        used.add(Times.used());
        ComputationGraph read = ComputationGraph.load(file.toFile(), false);
        used.add(Times.used());
        RandomSentences sentences = new RandomSentences();
        Dl4jExtractor<List<String>> extractor = sentences.extractor(read, 4);
        used.add(Times.used());
        extractor.fingerprint();
        used.add(Times.used());
        List<String> text = sentences.sentence(WORDS);
        extractor.extract(List.of(text), done -> {});
        List<List<String>> variants = new ArrayList<>();
        for (int i = 0; i < WORDS; i++) {
            List<String> variant = new ArrayList<>(text);
            variant.remove(i);
            variants.add(variant);
        }
        extractor.extract(variants, done -> {});
        used.add(Times.used());
        List<String> steps = new ArrayList<>();
        for (int i = 1; i < used.size(); i++) {
            steps.add(String.format(Locale.ROOT, "%.2f", (used.get(i) - used.get(i - 1)) / 1e3));
        }
        return steps;
    }

    private static List<String> fresh(Path file) throws IOException, InterruptedException {
        List<String> said =
                Programs.run(Map.of(), Programs.java(List.of(), List.of("start", "--network", file.toString())));
        return said.stream()
                .filter(line -> line.startsWith("STEPS "))
                .map(line -> List.of(line.substring("STEPS ".length()).split(" ", -1)))
                .findFirst()
                .orElseThrow(() -> new IOException("the fresh Java said no steps: " + String.join(" ", said)));
    }
}
