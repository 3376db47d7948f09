package org.dknn.bench.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;

/**
 * What a network is randomised to in order to see whether an explanation notices: its parameters, or the labels it learns.
 *
 * @see <a href="https://arxiv.org/abs/1810.03292">Adebayo et al. (2018), Sanity checks for saliency maps</a>
 */
public final class RandomisedNetworks {

    private RandomisedNetworks() {}

    /** Names of the layers that have parameters, the output first. */
    public static List<String> layersFromTop(ComputationGraph network) {
        List<String> names = new ArrayList<>();
        for (Layer layer : network.getLayers()) {
            if (layer.numParams() > 0) {
                names.add(0, layer.conf().getLayer().getLayerName());
            }
        }
        return List.copyOf(names);
    }

    /**
     * A copy of a network whose topmost layers are drawn anew as before training, and whose other layers are as they were: one
     * step of cascading randomisation.
     *
     * @param network trained; not changed
     * @param layers how many of {@link #layersFromTop} are drawn, from 0 to all
     * @param seed of the draw
     */
    public static ComputationGraph withTopLayersDrawn(ComputationGraph network, int layers, long seed) {
        List<String> names = layersFromTop(network);
        if (layers < 0 || layers > names.size()) {
            throw new IllegalArgumentException(
                    "can draw 0.." + names.size() + " layers of " + names + " anew, got " + layers);
        }
        ComputationGraph drawn = new ComputationGraph(reseeded(network.getConfiguration(), seed));
        drawn.init();
        for (String name : names.subList(layers, names.size())) {
            drawn.getLayer(name).params().assign(network.getLayer(name).params());
        }
        return drawn;
    }

    /**
     * A network of the same shape as before training, which drops nothing and so can learn by heart.
     *
     * @param seed of the draw
     */
    public static ComputationGraph untrained(ComputationGraph network, long seed) {
        ComputationGraphConfiguration configuration = reseeded(network.getConfiguration(), seed);
        layers(configuration).forEach(layer -> layer.getLayer().setIDropout(null));
        ComputationGraph drawn = new ComputationGraph(configuration);
        drawn.init();
        return drawn;
    }

    private static ComputationGraphConfiguration reseeded(ComputationGraphConfiguration original, long seed) {
        ComputationGraphConfiguration configuration = original.clone();
        configuration.getDefaultConfiguration().setSeed(seed);
        layers(configuration).forEach(layer -> layer.setSeed(seed));
        return configuration;
    }

    private static List<NeuralNetConfiguration> layers(ComputationGraphConfiguration configuration) {
        return configuration.getVertices().values().stream()
                .filter(LayerVertex.class::isInstance)
                .map(vertex -> ((LayerVertex) vertex).getLayerConf())
                .toList();
    }

    /**
     * A data set with the same inputs and the same labels, dealt out anew: what a network learns of it, it learns by heart.
     *
     * @param seed of the shuffle
     */
    public static <I> Dataset<I> withShuffledLabels(Dataset<I> examples, long seed) {
        List<Integer> labels =
                new ArrayList<>(Arrays.stream(examples.labels()).boxed().toList());
        Collections.shuffle(labels, new Random(seed));
        int[] shuffled = labels.stream().mapToInt(Integer::intValue).toArray();
        return Dataset.of(examples.inputs(), shuffled, examples.labelSet());
    }
}
