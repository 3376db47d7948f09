package org.dknn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.bench.data.Corpus;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.SentenceGraphs;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.nlp.text.Vocabulary;

/**
 * Does the memory of a run over a corpus stay flat, and how long does it take?
 *
 * <p>Explains 10,000 sentences, those of the training set of the Stanford Sentiment Treebank over and over, in one stream, by
 * the example CNN with random weights, which costs what a trained one does, against 5,920 of them, k = 75. After every 1,000 it
 * prints the heap in use after a collection, the memory of the whole process (Linux only), and the time. With the argument
 * {@code single}, each is explained by a call of its own.
 *
 * <pre>./mvnw -q -DskipTests -Pbench -Dbenchmark=CorpusMemory package</pre>
 */
public final class CorpusMemory {

    private static final int SENTENCES = 10_000;
    private static final int STEP = 1_000;

    private CorpusMemory() {}

    /** Takes {@code single}, or nothing. */
    public static void main(String[] mode) throws IOException {
        Dataset<List<String>> sentences = Corpus.SST_2.read(1).training();
        Dataset.Split<List<String>> split = sentences.holdOut(1_000, 1);
        List<String> texts = sentences.inputs().stream()
                .map(words -> String.join(" ", words))
                .toList();
        try (DeepKnn<List<String>> dknn = fit(split)) {
            Explainer explainer = Explainer.of(dknn, Tokenizer.whitespace());
            Stream<String> stream =
                    Stream.iterate(0, i -> i + 1).limit(SENTENCES).map(i -> texts.get(i % texts.size()));
            boolean isSingle = List.of(mode).contains("single");
            try (Stream<Explanation> explanations =
                    isSingle ? stream.map(explainer::explain) : explainer.explainAll(stream)) {
                watch(explanations);
            }
        }
    }

    private static DeepKnn<List<String>> fit(Dataset.Split<List<String>> split) {
        Vocabulary vocabulary = Vocabulary.build(split.kept().inputs(), 1);
        ComputationGraph network = new ComputationGraph(SentenceGraphs.cnn(vocabulary.size(), Recipe.cnnOnSentences()));
        network.init();
        Dl4jExtractor<List<String>> extractor = Dl4jExtractor.builder(network, new TokenIds(vocabulary))
                .layer("pooled")
                .layer("dense1")
                .layer("dense2")
                .layer("dense3")
                .build();
        return DeepKnn.builder(extractor).neighbors(75).fit(split.kept(), split.heldOut());
    }

    private static void watch(Stream<Explanation> explanations) {
        long start = System.nanoTime();
        print(0, 0, start);
        int words = 0;
        Iterator<Explanation> each = explanations.iterator();
        for (int done = 1; each.hasNext(); done++) {
            words += each.next().tokens().size();
            if (done % STEP == 0) {
                print(done, words, start);
            }
        }
    }

    private static void print(int done, int words, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "%6d sentences  %7d words  %6.1f s  heap %6.1f MiB  process %7.1f MiB%n",
                done,
                words,
                seconds,
                (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0,
                residentMebibytes());
    }

    /** What the kernel counts; not a number elsewhere. */
    private static double residentMebibytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
