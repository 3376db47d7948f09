package org.dknn.examples;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.dknn.Dataset;
import org.dknn.dl4j.Dl4jExtractor;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/**
 * A network for sentences, and how it is trained.
 *
 * @param name for people and for file names
 * @param recipe how it is trained
 * @param trainsOnPhrases whether it learns from phrases where there are any
 * @param graph its configuration for a number of words
 * @param layers selects the layers whose activations are compared
 */
record SentimentNetwork(
        String name,
        Recipe recipe,
        boolean trainsOnPhrases,
        IntFunction<ComputationGraphConfiguration> graph,
        UnaryOperator<Dl4jExtractor.Builder<List<String>>> layers) {

    /** Width of an embedded word. */
    static final int EMBEDDING = 100;

    /** A graph with an "embedding" of the input "words". */
    static GraphBuilder withEmbedding(int words, Recipe recipe, WeightInit weightInit) {
        // wider ranges, such as the usual .25, learn more slowly and end a point or two lower
        EmbeddingSequenceLayer embedding = new EmbeddingSequenceLayer.Builder()
                .nIn(words)
                .nOut(EMBEDDING)
                .weightInit(new WeightInitDistribution(new UniformDistribution(-0.05, 0.05)))
                .activation(Activation.IDENTITY)
                .build();
        return new NeuralNetConfiguration.Builder()
                .seed(Recipe.SEED)
                .weightInit(weightInit)
                .activation(Activation.RELU)
                .updater(new Adam(recipe.learningRate()))
                .graphBuilder()
                .addInputs("words")
                .addLayer("embedding", embedding, "words");
    }

    /**
     * What it learns from: the kept sentences, and the phrases that give nothing away of the sentences that are held out. Left
     * out are those sentences themselves, and phrases that occur in one of them and in no kept sentence.
     */
    Dataset<List<String>> trainingSet(Dataset.Split<List<String>> split, Dataset<List<String>> phrases) {
        if (!trainsOnPhrases || phrases.size() == 0) {
            return split.kept();
        }
        Set<String> theirs = pieces(split.heldOut());
        theirs.removeAll(pieces(split.kept()));
        split.heldOut().inputs().forEach(words -> theirs.add(String.join(" ", words)));
        int[] open = IntStream.range(0, phrases.size())
                .filter(i -> !theirs.contains(String.join(" ", phrases.inputs().get(i))))
                .toArray();
        return concat(phrases.select(open), split.kept());
    }

    /** All runs of words of all sentences. */
    private static Set<String> pieces(Dataset<List<String>> sentences) {
        Set<String> pieces = new HashSet<>();
        for (List<String> words : sentences.inputs()) {
            for (int start = 0; start < words.size(); start++) {
                for (int end = start + 1; end <= words.size(); end++) {
                    pieces.add(String.join(" ", words.subList(start, end)));
                }
            }
        }
        return pieces;
    }

    private static Dataset<List<String>> concat(Dataset<List<String>> first, Dataset<List<String>> second) {
        return Dataset.of(
                Stream.concat(first.inputs().stream(), second.inputs().stream()).toList(),
                IntStream.concat(IntStream.of(first.labels()), IntStream.of(second.labels()))
                        .toArray(),
                first.labelSet());
    }
}
