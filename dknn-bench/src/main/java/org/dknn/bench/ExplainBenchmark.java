package org.dknn.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.SentenceGraphs;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.faiss.Faiss;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.nlp.text.Vocabulary;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * <p>A sentence of 20 words is explained by conformity leave-one-out against 6,000 sentences of 5 to 35 words, in the four
 * layers (300, 100, 100, 100 wide) of the example CNN, with random weights and words, which cost what trained ones do; k is
 * 75. The network's part and the indexes' part are timed within each explanation, so what is left is measured, too, and not a
 * difference of two runs. {@link ExplainReport} prints them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
@Fork(1)
public class ExplainBenchmark {

    private static final int VOCABULARY = 15_000;

    private final Stopwatch forward = new Stopwatch();
    private final Stopwatch search = new Stopwatch();
    private final DeepKnn<List<String>> dknn;
    private final Explainer<String> explainer;
    private final String text;

    /** Makes network, reference set and sentence. */
    public ExplainBenchmark() {
        Random random = new Random(11);
        Vocabulary vocabulary = Vocabulary.build(
                List.of(IntStream.range(0, VOCABULARY).mapToObj(i -> "w" + i).toList()), 1);
        ComputationGraph network = new ComputationGraph(SentenceGraphs.cnn(vocabulary.size(), Recipe.cnnOnSentences()));
        network.init();
        Dl4jExtractor<List<String>> extractor = Dl4jExtractor.builder(network, new TokenIds(vocabulary))
                .layer("pooled")
                .layer("dense1")
                .layer("dense2")
                .layer("dense3")
                .build();
        dknn = DeepKnn.builder(new TimedExtractor<>(extractor, forward))
                .neighbors(75)
                .index(new TimedIndexFactory(index(), search))
                .fit(sentences(6_000, random), sentences(500, random));
        explainer = Explainer.of(dknn, Tokenizer.whitespace()).withAttributions(LeaveOneOut.conformity());
        text = String.join(" ", sentence(20, random));
    }

    private static IndexFactory index() {
        return Boolean.getBoolean("dknn.bench.java") ? ExactIndex.factory() : Faiss.flatOrExact();
    }

    private static Dataset<List<String>> sentences(int count, Random random) {
        List<List<String>> sentences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sentences.add(sentence(5 + random.nextInt(31), random));
        }
        return Dataset.of(sentences, random.ints(count, 0, 2).toArray(), LabelSet.of("negative", "positive"));
    }

    private static List<String> sentence(int length, Random random) {
        return random.ints(length, 0, VOCABULARY).mapToObj(i -> "w" + i).toList();
    }

    /** Frees the indexes. */
    @TearDown
    public void close() {
        dknn.close();
    }

    /** Time spent in each part, over all explanations of an iteration. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Parts {

        /** Explanations made. */
        public long explanations;

        /** Nanoseconds in the network. */
        public long forwardNanos;

        /** Nanoseconds in the indexes. */
        public long searchNanos;

        /** Nanoseconds in all. */
        public long wholeNanos;
    }

    /** Text to explanation. */
    @Benchmark
    public Explanation explain(Parts parts) {
        forward.takeNanos();
        search.takeNanos();
        long start = System.nanoTime();
        Explanation explanation = explainer.explain(text);
        parts.wholeNanos += System.nanoTime() - start;
        parts.forwardNanos += forward.takeNanos();
        parts.searchNanos += search.takeNanos();
        parts.explanations++;
        return explanation;
    }
}
