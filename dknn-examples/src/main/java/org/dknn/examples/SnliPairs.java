package org.dknn.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.LengthPolicy;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.encode.SentencePairEncoder;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.TextPair;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.nlp.text.Vocabulary;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Pairs of sentences: a small network with two inputs learns whether a premise entails a hypothesis, and a pair is explained, both
 * sentences and the words that act together. Reads {@code snli/snli_1.0_dev.csv} from the data directories, or generates easy pairs.
 *
 * @see <a href="https://arxiv.org/abs/1508.05326">Bowman et al. (2015), the Stanford Natural Language Inference corpus</a>
 */
public final class SnliPairs {

    private static final LabelSet LABELS = LabelSet.of("entailment", "neutral", "contradiction");
    private static final String FILE = "snli/snli_1.0_dev.csv";
    private static final Recipe RECIPE = new Recipe(0.2, 0.2, 1e-3, 0, 0.98, 64, new Recipe.Looks(60, 4), 6);

    private SnliPairs() {}

    /** Explains the premise and the hypothesis given, or a pair of its own. */
    public static void main(String[] pair) throws IOException {
        TextPair asked = pair.length == 2
                ? new TextPair(pair[0], pair[1])
                : new TextPair("A woman is singing in a park.", "Nobody is singing.");
        run(read(System.out), RECIPE, System.out, asked);
    }

    static void run(Dataset<SentencePair> pairs, Recipe recipe, PrintStream out, TextPair asked) {
        Dataset.Split<SentencePair> test = pairs.holdOut(pairs.size() / 10, 1);
        Dataset.Split<SentencePair> calibration = test.kept().holdOut(pairs.size() / 10, 2);
        Dataset.Split<SentencePair> dev = calibration.kept().holdOut(pairs.size() / 10, 3);
        Vocabulary vocabulary = Vocabulary.build(sentences(dev.kept()), 2);
        // fixed lengths, as pairs of equal lengths are too few to fill a batch
        SentencePairEncoder encoder = new SentencePairEncoder(
                TokenIds.of(vocabulary).withLengths(LengthPolicy.fixed(24)),
                TokenIds.of(vocabulary).withLengths(LengthPolicy.fixed(12)));
        ComputationGraph untrained = new ComputationGraph(graph(vocabulary.size(), recipe));
        untrained.init();
        out.println("Trains on " + dev.kept().size() + " pairs");
        Trainer.Words<SentencePair> words = (pair, change) -> new SentencePair(
                pair.premise().stream().map(change).toList(),
                pair.hypothesis().stream().map(change).toList());
        ComputationGraph network =
                new Trainer<>(encoder, words, recipe, out::println).train(untrained, dev.kept(), dev.heldOut());

        Dl4jExtractor<SentencePair> extractor = Dl4jExtractor.builder(network, encoder)
                .layer("both")
                .layer("dense")
                .build();
        try (DeepKnn<SentencePair> dknn =
                DeepKnn.builder(extractor).neighbors(25).fit(calibration.kept(), calibration.heldOut())) {
            out.printf(Locale.ROOT, "Test accuracy of the neighbors: %.3f%n", accuracy(dknn, test.heldOut()));
            Explainer<TextPair> explainer =
                    Explainer.ofPairs(dknn, Tokenizer.english()).withInteractions(LeaveOneOut.probability(), 3);
            out.println(Renderer.plain().render(explainer.explain(asked)));
        }
    }

    private static List<List<String>> sentences(Dataset<SentencePair> pairs) {
        return pairs.inputs().stream()
                .flatMap(pair -> Stream.of(pair.premise(), pair.hypothesis()))
                .toList();
    }

    private static double accuracy(DeepKnn<SentencePair> dknn, Dataset<SentencePair> pairs) {
        int[] labels = dknn.predictAll(pairs.inputs()).stream()
                .mapToInt(prediction -> prediction.label())
                .toArray();
        double right = IntStream.range(0, labels.length)
                .filter(i -> labels[i] == pairs.label(i))
                .count();
        return right / labels.length;
    }

    /** A convolution and its maximum over time per sentence; "both" joins them, "dense" is on top. */
    private static ComputationGraphConfiguration graph(int words, Recipe recipe) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .seed(Recipe.SEED)
                .activation(Activation.RELU)
                .updater(new Adam(recipe.learningRate()))
                .graphBuilder()
                .addInputs("premise", "hypothesis");
        for (String side : List.of("premise", "hypothesis")) {
            Convolution1DLayer convolution = new Convolution1DLayer.Builder()
                    .kernelSize(3)
                    .convolutionMode(ConvolutionMode.Same)
                    .nIn(50)
                    .nOut(50)
                    .build();
            graph.addLayer(
                            side + " words",
                            new EmbeddingSequenceLayer.Builder()
                                    .nIn(words)
                                    .nOut(50)
                                    .build(),
                            side)
                    .addLayer(side + " maps", convolution, side + " words")
                    .addLayer(side + " max", new GlobalPoolingLayer(PoolingType.MAX), side + " maps");
        }
        DenseLayer both = new DenseLayer.Builder().nIn(100).nOut(60).build();
        DenseLayer dense = new DenseLayer.Builder()
                .nIn(60)
                .nOut(40)
                .dropOut(1 - recipe.denseDrop())
                .build();
        OutputLayer output = new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(40)
                .nOut(LABELS.size())
                .activation(Activation.SOFTMAX)
                .build();
        return graph.addLayer("both", both, "premise max", "hypothesis max")
                .addLayer("dense", dense, "both")
                .addLayer("out", output, "dense")
                .setOutputs("out")
                .build();
    }

    private static Dataset<SentencePair> read(PrintStream out) throws IOException {
        for (Path place : SentimentData.places().values()) {
            if (Files.exists(place.resolve(FILE))) {
                out.println("Data: " + place.resolve(FILE));
                return parse(Files.readAllLines(place.resolve(FILE)));
            }
        }
        out.println("Found no " + FILE + "; generates pairs.");
        return generate(2_000, 1);
    }

    /** Lines of identifier, premise, hypothesis and label, in double quotes where they have commas; the first names the columns. */
    static Dataset<SentencePair> parse(List<String> lines) {
        List<SentencePair> pairs = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = Stream.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                    .map(field -> field.replaceAll("^\"|\"$", "").replace("\"\"", "\""))
                    .toList();
            if (LABELS.names().contains(fields.get(3))) { // annotators who did not agree left a hyphen
                pairs.add(new SentencePair(
                        Tokenizer.english().words(fields.get(1)),
                        Tokenizer.english().words(fields.get(2))));
                labels.add(fields.get(3));
            }
        }
        return Dataset.of(
                pairs, labels.stream().mapToInt(LABELS.names()::indexOf).toArray(), LABELS);
    }

    /** Pairs such as "a man is singing in a park" and "nobody is singing". */
    static Dataset<SentencePair> generate(int count, long seed) {
        Random random = new Random(seed);
        List<SentencePair> pairs = new ArrayList<>();
        int[] labels = IntStream.range(0, count).map(i -> i % LABELS.size()).toArray();
        for (int label : labels) {
            String who = pick(random, "man", "woman", "boy", "girl");
            String does = pick(random, "singing", "running", "eating", "reading", "sleeping");
            String where = pick(random, "in a park", "at home", "on a street", "near the sea");
            String hypothesis = List.of(
                            "a person is " + does,
                            "the " + who + " is " + pick(random, "happy", "tired", "famous"),
                            "nobody is " + does)
                    .get(label);
            String premise = "a " + who + " is " + does + " " + where;
            pairs.add(new SentencePair(List.of(premise.split(" ")), List.of(hypothesis.split(" "))));
        }
        return Dataset.of(pairs, labels, LABELS);
    }

    private static String pick(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }
}
