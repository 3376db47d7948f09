package org.dknn.cli;

import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.cli.train.Reading;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.Sizes;
import org.dknn.cli.train.Trainer;
import org.dknn.nlp.text.Vocabulary;

/**
 * Trains a network on texts.
 *
 * @param choice the kind of network
 * @param recipe how it is trained
 * @param vocabulary the words it knows
 * @param say is told how it goes, a line at a time
 */
record NetworkTraining(NetworkChoice choice, Recipe recipe, Vocabulary vocabulary, Consumer<String> say) {

    /** Trains on some texts, and keeps what does best on others. */
    ComputationGraph train(Dataset<List<String>> training, Dataset<List<String>> dev) {
        Sizes sizes = Sizes.of(vocabulary.size(), training.labelSet().size());
        ComputationGraph network = new ComputationGraph(choice.configuration(sizes, recipe));
        network.init();
        return new Trainer<>(recipe, Reading.sentences(vocabulary), say).train(network, training, dev);
    }
}
