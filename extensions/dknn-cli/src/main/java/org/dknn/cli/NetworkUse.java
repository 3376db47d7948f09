package org.dknn.cli;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.text.Vocabulary;

/**
 * Layers and input of a network.
 *
 * @param layers that may have neighbors, from the first to the last
 * @param length of the texts that it reads
 */
record NetworkUse(List<LayerChoice> layers, TextLength length) {

    /** Copies the list, which must not be empty. */
    NetworkUse {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("needs the layers of the network, got none");
        }
    }

    List<String> names() {
        return layers.stream().map(LayerChoice::name).toList();
    }

    /** Checks names of layers that a user chose. */
    List<String> requireLayers(List<String> chosen) {
        for (String layer : chosen) {
            if (!names().contains(layer)) {
                throw new IllegalArgumentException("the layers of this network are " + names() + ", got " + layer);
            }
        }
        return chosen;
    }

    /** An extractor of some of the layers, in the order in which they are named. */
    Dl4jExtractor<List<String>> extractor(Model network, Vocabulary vocabulary, List<String> chosen) {
        TokenIds encoder = new TokenIds(vocabulary, length.policy());
        Dl4jExtractor.Builder<List<String>> extractor = network instanceof MultiLayerNetwork list
                ? Dl4jExtractor.builder(list, encoder)
                : Dl4jExtractor.builder((ComputationGraph) network, encoder);
        for (String name : requireLayers(chosen)) {
            LayerChoice layer = layers.get(names().indexOf(name));
            layer.pooling().ifPresentOrElse(pooling -> extractor.layer(name, pooling), () -> extractor.layer(name));
        }
        return extractor.build();
    }
}
