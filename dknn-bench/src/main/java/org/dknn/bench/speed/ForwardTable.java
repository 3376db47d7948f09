package org.dknn.bench.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.dl4j.Dl4jExtractor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What do a text and its variants without one word cost in the network: by DL4J, two calls of its feed-forward, and by the extractor, which
 * shares work between variants, with words that are new to it and with words that it remembers?
 */
@Command(name = "forward", description = "Time of the network for a text and its variants.")
public final class ForwardTable implements Callable<Integer> {

    private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";
    private static final int LAYERS = 4;
    private static final int VOCABULARY = 15_000;

    @Option(names = "--widths", split = ",", defaultValue = "100,300", description = "Of the embedding" + DEFAULT)
    private List<Integer> widths = List.of();

    @Option(names = "--words", split = ",", defaultValue = "20,100", description = "Of a text" + DEFAULT)
    private List<Integer> words = List.of();

    @Option(names = "--rounds", defaultValue = "20", description = "Measured rounds" + DEFAULT)
    private int rounds;

    @Override
    public Integer call() {
        RandomSentences sentences = new RandomSentences();
        Table table = new Table("width, words", "DL4J", "shared, words new", "shared, words remembered");
        for (int width : widths) {
            ComputationGraph network = sentences.network(width, 2);
            for (int length : words) {
                Dl4jExtractor<List<String>> extractor = sentences.extractor(network, LAYERS);
                List<String> text = sentences.sentence(length);
                Times plain = Times.of(rounds, () -> {
                    network.feedForward(new INDArray[] {ids(1, length)}, false);
                    network.feedForward(new INDArray[] {ids(length, length - 1)}, false);
                });
                // each round has its own words, mostly not seen before
                Times fresh = Times.of(rounds, () -> extract(extractor, sentences.sentence(length)));
                Times known = Times.of(rounds, () -> extract(extractor, text));
                table.row(width + ", " + length, plain.ofProcessor(), fresh.ofProcessor(), known.ofProcessor());
            }
        }
        System.out.println(new Page("Forward pass")
                .say("Milliseconds of the processor, median (best tenth): " + Times.machine() + ".")
                .table(table)
                .markdown());
        return 0;
    }

    private static INDArray ids(int rows, int length) {
        return Nd4j.rand(rows, 1, length).muli(VOCABULARY - 1);
    }

    private static void extract(Dl4jExtractor<List<String>> extractor, List<String> text) {
        extractor.extract(List.of(text), done -> {});
        List<List<String>> variants = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            List<String> variant = new ArrayList<>(text);
            variant.remove(i);
            variants.add(variant);
        }
        extractor.extract(variants, done -> {});
    }
}
