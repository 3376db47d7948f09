package org.dknn.bench.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.cli.train.Reading;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.Trainer;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.internal.AtomicMove;
import org.dknn.nlp.encode.TokenIds;

/**
 * Makes models that know less than a trained one. Their neighbors are looked for anew, since activations of the reference
 * sentences change too. Callers close what is made.
 *
 * @param trained not changed
 * @param kind of its network
 * @param say is told how training goes
 */
record Randomiser(TrainedModel trained, NetworkKind kind, Consumer<String> say) {

    private static final long SEED = 101;

    /** Names of the layers that can be drawn anew, from the output down. */
    List<String> layersFromTop() {
        return RandomisedNetworks.layersFromTop(trained.network());
    }

    /** The model whose topmost layers are drawn anew; the neighbors keep their true labels. */
    TrainedModel withTopLayersDrawn(int layers) {
        return fitted(RandomisedNetworks.withTopLayersDrawn(trained.network(), layers, SEED), trained.split());
    }

    /**
     * A model of the same shape that has learned the reference sentences with shuffled labels by heart; its neighbors and its
     * calibration sentences have shuffled labels too.
     *
     * @param kept file of the network; trained and written if it is not there
     * @param recipe of the training
     */
    TrainedModel onShuffledLabels(Path kept, Recipe recipe) throws IOException {
        Dataset.Split<List<String>> split = new Dataset.Split<>(
                RandomisedNetworks.withShuffledLabels(trained.split().kept(), SEED),
                RandomisedNetworks.withShuffledLabels(trained.split().heldOut(), SEED + 1));
        if (!Files.exists(kept)) {
            ComputationGraph network = learned(split.kept(), recipe);
            Files.createDirectories(kept.resolveSibling(""));
            Path beside = kept.resolveSibling(kept.getFileName() + ".part");
            network.save(beside.toFile(), false);
            AtomicMove.replace(beside, kept);
        }
        return fitted(ComputationGraph.load(kept.toFile(), false), split);
    }

    /** The best of the training set itself: no other sentence follows these labels. */
    private ComputationGraph learned(Dataset<List<String>> examples, Recipe recipe) {
        say.accept("Trains the " + kind.title() + " on " + examples.size() + " sentences with shuffled labels");
        return new Trainer<>(
                        recipe,
                        Reading.sentences(trained.vocabulary()),
                        line -> say.accept(line.replace("dev accuracy", "accuracy on the same sentences")))
                .train(RandomisedNetworks.untrained(trained.network(), SEED), examples, examples);
    }

    private TrainedModel fitted(ComputationGraph network, Dataset.Split<List<String>> split) {
        Dl4jExtractor<List<String>> extractor = kind.addLayers(
                        Dl4jExtractor.builder(network, new TokenIds(trained.vocabulary())))
                .build();
        DeepKnn<List<String>> dknn = DeepKnn.builder(extractor)
                .neighbors(trained.dknn().neighbors())
                .metric(trained.dknn().metric())
                .nonconformity(trained.dknn().nonconformity())
                .fit(split.kept(), split.heldOut());
        return new TrainedModel(trained.data(), split, network, trained.vocabulary(), dknn);
    }
}
