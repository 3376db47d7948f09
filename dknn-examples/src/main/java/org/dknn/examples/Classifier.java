package org.dknn.examples;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.examples.network.Recipe;

/**
 * A kind of network to study.
 *
 * @param name for people and for file names
 * @param recipe how it is trained
 * @param onPhrases whether it learns from phrases, or from whole sentences
 * @param graph its configuration for a number of words
 * @param layers adds the layers that count
 */
record Classifier(
        String name,
        Recipe recipe,
        boolean onPhrases,
        BiFunction<Integer, Recipe, ComputationGraphConfiguration> graph,
        UnaryOperator<Dl4jExtractor.Builder<List<String>>> layers) {}
