package org.dknn.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.cli.train.Checkpoint;
import org.dknn.cli.train.MeasuredTraining;
import org.dknn.cli.train.Reading;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.Sizes;
import org.dknn.nlp.text.Vocabulary;

/**
 * Training of a network by some of its recipes.
 *
 * @param network kind
 * @param recipes to be tried
 * @param epochs passes per recipe, at most; empty for as many as it learns in
 * @param seed of the weights and of all draws
 * @param say receives a line now and then
 */
record NetworkTraining(
        NetworkChoice network, List<Recipe> recipes, Optional<Integer> epochs, long seed, Consumer<String> say) {

    /**
     * A network that has learned.
     *
     * @param network of the best recipe
     * @param vocabulary of the texts that it has learned from
     * @param recipe number of the recipe among those tried, from 1 on
     */
    record Result(ComputationGraph network, Vocabulary vocabulary, int recipe) {}

    /** The texts to learn from, and those to choose by where no others are given: a tenth, but more of a small set. */
    Dataset.Split<List<String>> learning(Dataset<List<String>> kept) {
        // a tenth of a small set is too few to choose by
        int some = Math.min(kept.size() / 5, 50);
        return kept.holdOut(Math.max(1, Math.max(kept.size() / 10, some)), seed);
    }

    /**
     * Trains.
     *
     * @param learning texts to learn from, and those to choose by
     * @param checkpoint how far the same training has come
     */
    Result train(Dataset.Split<List<String>> learning, Optional<Checkpoint> checkpoint) throws IOException {
        LabelSet labelSet = learning.kept().labelSet();
        Vocabulary vocabulary = Vocabulary.build(learning.kept().inputs(), 1);
        MeasuredTraining.Trained trained =
                measured(vocabulary, labelSet).train(learning.kept(), learning.heldOut(), epochs, checkpoint);
        return new Result(trained.network(), vocabulary, trained.recipe());
    }

    /** What a network answers to each text. */
    int[] answers(Result trained, Dataset<List<String>> texts) {
        return measured(trained.vocabulary, texts.labelSet()).answers(trained.network, texts);
    }

    private MeasuredTraining<List<String>> measured(Vocabulary vocabulary, LabelSet labelSet) {
        Sizes sizes = Sizes.of(vocabulary.size(), labelSet.size());
        return new MeasuredTraining<>(
                recipes.stream().map(recipe -> recipe.withSeed(seed)).toList(),
                recipe -> untrained(sizes, recipe),
                Reading.sentences(vocabulary),
                say);
    }

    private ComputationGraph untrained(Sizes sizes, Recipe recipe) {
        ComputationGraph graph = new ComputationGraph(network.configuration(sizes, recipe));
        graph.init();
        return graph;
    }
}
