package org.dknn.bench.study;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Networks that know less than a trained one, to see whether an explanation notices.
 *
 * @see <a href="https://arxiv.org/abs/1810.03292">Adebayo et al. (2018), Sanity checks for saliency maps</a>
 */
final class RandomisedNetworks {

    private RandomisedNetworks() {}

    /** Names of the layers that have parameters, the output first. */
    static List<String> layersFromTop(ComputationGraph network) {
        List<String> names = new ArrayList<>();
        for (Layer layer : network.getLayers()) {
            if (layer.numParams() > 0) {
                names.add(0, layer.conf().getLayer().getLayerName());
            }
        }
        return List.copyOf(names);
    }

    /**
     * A copy of a network whose topmost layers are drawn anew as before training, and whose other layers are as they were: one step of
     * cascading randomisation.
     *
     * @param network trained; not changed
     * @param layers how many of {@link #layersFromTop} are drawn, from 0 to all
     * @param seed of the draw
     */
    static ComputationGraph withTopLayersDrawn(ComputationGraph network, int layers, long seed) {
        List<String> names = layersFromTop(network);
        if (layers < 0 || layers > names.size()) {
            throw new IllegalArgumentException(
                    "can draw 0.." + names.size() + " layers of " + names + " anew, got " + layers);
        }
        ComputationGraphConfiguration configuration = network.getConfiguration().clone();
        configuration.getDefaultConfiguration().setSeed(seed);
        configuration.getVertices().values().forEach(vertex -> {
            if (vertex instanceof LayerVertex layer) {
                layer.getLayerConf().setSeed(seed);
            }
        });
        ComputationGraph drawn = new ComputationGraph(configuration);
        drawn.init();
        for (String name : names.subList(layers, names.size())) {
            drawn.getLayer(name).params().assign(network.getLayer(name).params());
        }
        return drawn;
    }
}
