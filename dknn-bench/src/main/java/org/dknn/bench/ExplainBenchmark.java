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
import org.dknn.activation.Activations;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.examples.network.Recipe;
import org.dknn.examples.network.SentenceGraphs;
import org.dknn.index.ExactIndex;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.nlp.encode.TokenIdEncoder;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.saliency.RemovalStrategy;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.nlp.text.Vocabulary;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
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
 * 75. {@link ExplainReport} runs it and prints the parts:
 *
 * <pre>./mvnw -q -DskipTests -Pbench package</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 8, time = 2)
@Fork(1)
public class ExplainBenchmark {

    private static final int VOCABULARY = 15_000;
    private static final int K = 75;
    private static final List<String> LAYERS = List.of("pooled", "dense1", "dense2", "dense3");

    private final Dl4jExtractor<List<String>> extractor;
    private final DeepKnn<List<String>> dknn;
    private final Explainer explainer;
    private final List<NeighborIndex> indexes;
    private final String text;
    private final List<String> words;
    private final List<List<String>> variants;
    private final Activations wholeActivations;
    private final Activations variantActivations;

    /** Makes network, reference set and sentence. */
    public ExplainBenchmark() {
        Random random = new Random(11);
        Vocabulary vocabulary = Vocabulary.build(
                List.of(IntStream.range(0, VOCABULARY).mapToObj(i -> "w" + i).toList()), 1);
        ComputationGraph network = new ComputationGraph(SentenceGraphs.cnn(vocabulary.size(), Recipe.cnnOnSentences()));
        network.init();
        Dl4jExtractor.Builder<List<String>> builder = Dl4jExtractor.builder(network, new TokenIdEncoder(vocabulary));
        LAYERS.forEach(builder::layer);
        extractor = builder.build();
        Dataset<List<String>> reference = sentences(6_000, random);
        dknn = DeepKnn.builder(extractor).neighbors(K).fit(reference, sentences(500, random));
        explainer = Explainer.of(dknn, Tokenizer.whitespace());
        words = sentence(20, random);
        text = String.join(" ", words);
        variants = IntStream.range(0, words.size())
                .mapToObj(i -> RemovalStrategy.delete().remove(words, i))
                .toList();
        indexes = extractor.extract(reference.inputs()).matrices().stream()
                .map(matrix -> ExactIndex.factory().build(matrix, Metric.EUCLIDEAN))
                .toList();
        wholeActivations = extractor.extract(List.of(words));
        variantActivations = extractor.extract(variants);
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
        indexes.forEach(NeighborIndex::close);
    }

    /** The whole: text to explanation. */
    @Benchmark
    public Explanation explain() {
        return explainer.explain(text);
    }

    /** The network's part: 1 row, then 20. */
    @Benchmark
    public List<Activations> forward() {
        return List.of(extractor.extract(List.of(words)), extractor.extract(variants));
    }

    /** The indexes' part: 1 query, then 20, in each layer. */
    @Benchmark
    public List<List<Neighbors>> search() {
        List<List<Neighbors>> found = new ArrayList<>();
        for (int layer = 0; layer < indexes.size(); layer++) {
            FloatMatrix whole = wholeActivations.matrices().get(layer);
            found.add(indexes.get(layer).search(whole, K));
            found.add(indexes.get(layer).search(variantActivations.matrices().get(layer), K));
        }
        return found;
    }
}
