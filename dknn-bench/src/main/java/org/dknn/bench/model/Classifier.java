package org.dknn.bench.model;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.Sizes;
import org.dknn.dl4j.Dl4jExtractor;

/**
 * A kind of network to study.
 *
 * @param name for people and for file names
 * @param recipe how it is trained
 * @param onPhrases whether it learns from phrases, or from whole sentences
 * @param graph its configuration for a vocabulary, an embedding and a number of classes
 * @param layers adds the layers that count
 * @param vectors what its embedding starts from; random numbers if empty
 */
record Classifier(
        String name,
        Recipe recipe,
        boolean onPhrases,
        BiFunction<Sizes, Recipe, ComputationGraphConfiguration> graph,
        UnaryOperator<Dl4jExtractor.Builder<List<String>>> layers,
        Optional<PretrainedVectors> vectors) {

    /** The same kind, trained by another recipe. */
    Classifier by(Recipe recipe) {
        return new Classifier(name, recipe, onPhrases, graph, layers, vectors);
    }

    /** The same kind, trained on phrases. */
    Classifier trainedOnPhrases() {
        return new Classifier(name, recipe, true, graph, layers, vectors);
    }

    /** The same kind, trained on whole sentences by a recipe. */
    Classifier trainedOnSentences(Recipe recipe) {
        return new Classifier(name, recipe, false, graph, layers, vectors);
    }

    /** The same kind, with an embedding that starts from vectors. */
    Classifier startingFrom(PretrainedVectors vectors) {
        return new Classifier(name, recipe, onPhrases, graph, layers, Optional.of(vectors));
    }
}
