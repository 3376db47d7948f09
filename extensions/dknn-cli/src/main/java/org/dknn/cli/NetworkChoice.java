package org.dknn.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.SentenceGraphs;
import org.dknn.cli.train.Sizes;

/** Kinds of networks. */
@SuppressWarnings("ImmutableEnumChecker") // its lists and functions are never changed
enum NetworkChoice {
    /** Convolutions, fast to train. */
    CNN(SentenceGraphs::cnn, Recipe.triedForCnn(), "pooled", "dense1", "dense2", "dense3"),
    /** Three bidirectional LSTMs, each pooled by its maximum over time. */
    BILSTM(SentenceGraphs::biLstm, Recipe.triedForBiLstm(), "lstm1:max", "lstm2:max", "lstm3:max");

    private final BiFunction<Sizes, Recipe, ComputationGraphConfiguration> graph;
    private final List<Recipe> recipes;
    private final NetworkUse use;

    NetworkChoice(
            BiFunction<Sizes, Recipe, ComputationGraphConfiguration> graph, List<Recipe> recipes, String... layers) {
        this.graph = graph;
        this.recipes = recipes;
        this.use = new NetworkUse(LayerChoice.all(List.of(layers)), NetworkUse.NATURAL);
    }

    ComputationGraphConfiguration configuration(Sizes sizes, Recipe recipe) {
        return graph.apply(sizes, recipe);
    }

    /** Ways to train it, of which the best by the dev set is kept. */
    List<Recipe> recipes() {
        return recipes;
    }

    /** How it is used once it is trained. */
    NetworkUse use() {
        return use;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
