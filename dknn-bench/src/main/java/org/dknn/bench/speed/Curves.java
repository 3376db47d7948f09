package org.dknn.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.dknn.DeepKnn;
import org.dknn.bench.speed.RandomSentences.Size;
import org.dknn.cli.page.Axis;
import org.dknn.cli.page.Chart;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.text.Tokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How does the time of an explanation grow with words, rows, layers, classes and k? One of them changes at a time; the others are 20, 6,000,
 * 4, 2 and 75. Conformity leave-one-out on random sentences, without the out-of-distribution check, median and best tenth of some rounds, each with another sentence. For
 * another number of threads: {@code java -Djava.util.concurrent.ForkJoinPool.common.parallelism=0 -jar benchmarks.jar curves} (one thread).
 */
@Command(name = "curves", description = "Time of an explanation over its sizes.")
public final class Curves implements Callable<Integer> {

    private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";

    @Option(names = "--words", split = ",", defaultValue = "5,20,50", description = "Words of a sentence" + DEFAULT)
    private List<Integer> words = List.of();

    @Option(names = "--rows", split = ",", defaultValue = "1000,6000", description = "Reference sentences" + DEFAULT)
    private List<Integer> rows = List.of();

    @Option(names = "--layers", split = ",", defaultValue = "1,2,4", description = "Layers, 1 to 4" + DEFAULT)
    private List<Integer> layers = List.of();

    @Option(names = "--classes", split = ",", defaultValue = "2,10,100", description = "Classes" + DEFAULT)
    private List<Integer> classes = List.of();

    @Option(names = "--k", split = ",", defaultValue = "1,10,75", description = "Neighbors" + DEFAULT)
    private List<Integer> neighbors = List.of();

    @Option(names = "--rounds", defaultValue = "20", description = "Measured explanations of each" + DEFAULT)
    private int rounds;

    @Option(names = "--output", paramLabel = "DIR", defaultValue = "target", description = "Where results go" + DEFAULT)
    private Path output = Path.of("");

    private final RandomSentences sentences = new RandomSentences();
    private final Page page = new Page("Time of an explanation");

    private static final int WORDS = 20;
    private static final Size USUAL = new Size(6000, 4, 2, 75);

    @Override
    public Integer call() throws IOException {
        page.say("Milliseconds per explanation, median (best tenth). At the start: " + Times.machine() + ".");
        curve("words", words, n -> USUAL, true);
        curve("rows", rows, n -> new Size(n, USUAL.layers(), USUAL.classes(), USUAL.k()), false);
        curve("layers", layers, n -> new Size(USUAL.rows(), n, USUAL.classes(), USUAL.k()), false);
        curve("classes", classes, n -> new Size(USUAL.rows(), USUAL.layers(), n, USUAL.k()), false);
        curve("k", neighbors, n -> new Size(USUAL.rows(), USUAL.layers(), USUAL.classes(), n), false);
        page.say("At the end: " + Times.machine() + ".");
        Files.createDirectories(output);
        Files.writeString(output.resolve("curves.md"), page.markdown());
        Files.writeString(output.resolve("curves.html"), page.html());
        System.out.println(page.markdown());
        return 0;
    }

    private void curve(String name, List<Integer> values, IntFunction<Size> sizes, boolean isOfWords) {
        Table table = new Table(name, "by the clock", "of the processor");
        List<Times> times = new ArrayList<>();
        for (int value : values) {
            Times measured = measure(sizes.apply(value), isOfWords ? value : WORDS);
            times.add(measured);
            table.row(Integer.toString(value), measured.byClock(), measured.ofProcessor());
        }
        page.heading(name).table(table);
        if (values.size() > 1) {
            page.picture(chart(name, values, times));
        }
    }

    private static Chart chart(String name, List<Integer> values, List<Times> times) {
        double[] xs = values.stream().mapToDouble(value -> value).toArray();
        double[] clock = times.stream()
                .mapToDouble(one -> Times.quantile(one.clock(), .5))
                .toArray();
        double[] processor = times.stream()
                .mapToDouble(one -> Times.quantile(one.processor(), .5))
                .toArray();
        double most = 0;
        for (int i = 0; i < xs.length; i++) {
            most = Math.max(most, Math.max(clock[i], processor[i]));
        }
        return new Chart("Time over " + name, Axis.upTo(name, xs[xs.length - 1]), Axis.upTo("ms", most))
                .line("by the clock", xs, clock)
                .line("of the processor", xs, processor);
    }

    private Times measure(Size size, int length) {
        try (DeepKnn<List<String>> dknn = sentences.fit(size)) {
            Explainer<String> explainer = Explainer.of(dknn, Tokenizer.whitespace())
                    .withAttributions(LeaveOneOut.conformity())
                    .withoutOod();
            return Times.of(rounds, () -> explainer.explain(String.join(" ", sentences.sentence(length))));
        }
    }
}
