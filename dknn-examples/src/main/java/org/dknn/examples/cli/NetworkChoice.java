package org.dknn.examples.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.Pooling;
import org.dknn.examples.network.Recipe;
import org.dknn.examples.network.SentenceGraphs;
import org.dknn.examples.network.Sizes;
import org.dknn.nlp.encode.TokenIdEncoder;
import org.dknn.nlp.text.Vocabulary;

/** The networks that can be trained here. */
@SuppressWarnings("ImmutableEnumChecker") // its lists and functions are never changed
enum NetworkChoice {
    /** Convolutions, fast to train. */
    CNN(SentenceGraphs::cnn, Recipe.cnnOnSentences(), List.of("pooled", "dense1", "dense2", "dense3"), List.of()),
    /** Three bidirectional LSTMs, each pooled by its maximum over time. */
    BILSTM(SentenceGraphs::biLstm, Recipe.biLstmOnSentences(), List.of(), List.of("lstm1", "lstm2", "lstm3"));

    private static final int MANY = 4_000;

    private final BiFunction<Sizes, Recipe, ComputationGraphConfiguration> graph;
    private final Recipe recipe;
    private final List<String> vectors;
    private final List<String> sequences;

    NetworkChoice(
            BiFunction<Sizes, Recipe, ComputationGraphConfiguration> graph,
            Recipe recipe,
            List<String> vectors,
            List<String> sequences) {
        this.graph = graph;
        this.recipe = recipe;
        this.vectors = vectors;
        this.sequences = sequences;
    }

    ComputationGraphConfiguration configuration(Sizes sizes, Recipe recipe) {
        return graph.apply(sizes, recipe);
    }

    /** How it is trained on a number of texts. */
    Recipe recipe(int texts) {
        return texts < MANY ? Recipe.onFewSentences() : recipe;
    }

    /** The layers that neighbors can be looked for in, from the first to the last. */
    List<String> layers() {
        return vectors.isEmpty() ? sequences : vectors;
    }

    /** An extractor of some of its layers. */
    Dl4jExtractor<List<String>> extractor(ComputationGraph network, Vocabulary vocabulary, List<String> chosen) {
        Dl4jExtractor.Builder<List<String>> extractor = Dl4jExtractor.builder(network, new TokenIdEncoder(vocabulary));
        for (String layer : chosen) {
            if (sequences.contains(layer)) {
                extractor.layer(layer, Pooling.MAX_OVER_TIME);
            } else {
                extractor.layer(layer);
            }
        }
        return extractor.build();
    }

    /** Checks names of layers that a user chose. */
    List<String> requireLayers(List<String> chosen) {
        for (String layer : chosen) {
            if (!layers().contains(layer)) {
                throw new IllegalArgumentException("the layers of this network are " + layers() + ", got " + layer);
            }
        }
        return chosen;
    }

    /** As users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
