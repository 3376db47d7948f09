package org.dknn.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.activation.ActivationExtractor;
import org.dknn.bench.model.NetworkKind;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.SentenceGraphs;
import org.dknn.cli.train.Sizes;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.faiss.Faiss;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.nlp.text.Vocabulary;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does an explanation cost, and where does the time go?
 *
 * <p>A sentence of 20 words is explained by conformity leave-one-out against 6,000 sentences of 5 to 35 words, in the four layers
 * (300, 100, 100, 100 wide) of the CNN, with random weights and words, which cost what trained ones do; k is 75. The network's part and
 * the indexes' part are timed within each explanation and printed before JMH's mean of each iteration. FAISS searches where it is
 * available; plain Java does with {@code -jvmArgsAppend -Ddknn.bench.java=true}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn")
public class ExplainBenchmark {

    private static final int VOCABULARY = 15_000;

    private final Stopwatch forward = new Stopwatch();
    private final Stopwatch search = new Stopwatch();
    private final Random random = new Random(11);
    private final DeepKnn<List<String>> dknn;
    private final Explainer<String> explainer;
    private final String text;
    private long explanations;

    /** Makes network, reference set and sentence. */
    @SuppressWarnings("unchecked") // the proxy of an extractor reads what the extractor reads
    public ExplainBenchmark() {
        Vocabulary vocabulary = Vocabulary.build(
                List.of(IntStream.range(0, VOCABULARY).mapToObj(i -> "w" + i).toList()), 1);
        ComputationGraph network =
                new ComputationGraph(SentenceGraphs.cnn(Sizes.of(vocabulary.size(), 2), Recipe.cnnOnSentences()));
        network.init();
        ActivationExtractor<List<String>> extractor = NetworkKind.CNN
                .addLayers(Dl4jExtractor.builder(network, TokenIds.of(vocabulary)))
                .build();
        IndexFactory factory = Boolean.getBoolean("dknn.bench.java") ? ExactIndex.factory() : Faiss.flatOrExact();
        dknn = DeepKnn.builder(forward.around(ActivationExtractor.class, extractor, "extract"))
                .neighbors(75)
                .index(Stopwatch.changed(
                        IndexFactory.class, factory, "build", built -> new TimedIndex((NeighborIndex) built, search)))
                .fit(sentences(6_000), sentences(500));
        explainer = Explainer.of(dknn, Tokenizer.whitespace()).withAttributions(LeaveOneOut.conformity());
        text = String.join(" ", sentence(20));
        forward.takeNanos();
        search.takeNanos();
    }

    private Dataset<List<String>> sentences(int count) {
        List<List<String>> sentences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sentences.add(sentence(5 + random.nextInt(31)));
        }
        return Dataset.of(sentences, random.ints(count, 0, 2).toArray(), LabelSet.of("negative", "positive"));
    }

    private List<String> sentence(int length) {
        return random.ints(length, 0, VOCABULARY).mapToObj(i -> "w" + i).toList();
    }

    /** Text to explanation. */
    @Benchmark
    public Explanation explain() {
        explanations++;
        return explainer.explain(text);
    }

    /** Prints the means of the parts. */
    @TearDown(Level.Iteration)
    public void print() {
        System.out.printf(
                Locale.ROOT,
                "forward %.2f ms, search %.2f ms of ",
                forward.takeNanos() / 1e6 / explanations,
                search.takeNanos() / 1e6 / explanations);
        explanations = 0;
    }

    /** Frees the indexes. */
    @TearDown
    public void close() {
        dknn.close();
    }
}
