package org.dknn.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A network that DL4J has saved, a {@link ComputationGraph} or a {@link MultiLayerNetwork}.
 *
 * @param path of the zip
 */
record NetworkFile(Path path) {

    /**
     * Reads the network, without what only training needs.
     *
     * @throws IllegalArgumentException naming the file, if it holds no network that DL4J can load
     */
    Model read() throws IOException {
        boolean isGraph = configuration().contains("\"networkInputs\"");
        try {
            return isGraph ? ComputationGraph.load(path.toFile(), false) : MultiLayerNetwork.load(path.toFile(), false);
        } catch (RuntimeException | IOException e) {
            throw new IllegalArgumentException(path + " holds no network that DL4J can load: " + e.getMessage(), e);
        }
    }

    private String configuration() throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            ZipEntry entry = zip.getEntry(ModelSerializer.CONFIGURATION_JSON);
            if (entry == null) {
                throw new IllegalArgumentException(path + " is not a network of DL4J: there is no "
                        + ModelSerializer.CONFIGURATION_JSON + " in it");
            }
            return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            throw new IllegalArgumentException(path + " is not a network of DL4J: it is not a zip", e);
        }
    }

    /**
     * Height of the network's embeddings.
     *
     * @throws IllegalArgumentException naming the file, if there is no embedding, or their heights differ
     */
    int wordNumbers(Model network) {
        List<Long> heights = layers(network)
                .map(NetworkFile::unwrapped)
                .filter(layer -> layer instanceof EmbeddingSequenceLayer || layer instanceof EmbeddingLayer)
                .map(layer -> ((FeedForwardLayer) layer).getNIn())
                .distinct()
                .toList();
        if (heights.size() != 1) {
            throw new IllegalArgumentException("the network in " + path
                    + " needs embeddings of word numbers, all of one height, got the heights " + heights);
        }
        return Math.toIntExact(heights.get(0));
    }

    private static Stream<Layer> layers(Model network) {
        Stream<NeuralNetConfiguration> configurations = network instanceof MultiLayerNetwork list
                ? list.getLayerWiseConfigurations().getConfs().stream()
                : ((ComputationGraph) network)
                        .getConfiguration().getVertices().values().stream()
                                .filter(LayerVertex.class::isInstance)
                                .map(vertex -> ((LayerVertex) vertex).getLayerConf());
        return configurations.map(NeuralNetConfiguration::getLayer);
    }

    private static Layer unwrapped(Layer layer) {
        if (layer instanceof FrozenLayer frozen) {
            return unwrapped(frozen.getLayer());
        }
        return layer instanceof BaseWrapperLayer wrapper ? unwrapped(wrapper.getUnderlying()) : layer;
    }
}
