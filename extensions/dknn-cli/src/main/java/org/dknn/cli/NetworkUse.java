package org.dknn.cli;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.LengthPolicy;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.text.Vocabulary;

/**
 * Layers and input of a network.
 *
 * @param layers that may have neighbors, from the first to the last
 * @param length number of words that texts are padded or cut to, such as {@code 50}, or are padded to, such as {@code 5+}
 */
record NetworkUse(List<LayerChoice> layers, String length) {

    /** Every text as it is. */
    static final String NATURAL = "1+";

    /** Checks both. */
    NetworkUse {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("needs the layers of the network, got none");
        }
        requireLength(length);
    }

    /** Checks a number of words. */
    static String requireLength(String length) {
        if (!length.matches("[1-9][0-9]{0,5}\\+?")) {
            throw new IllegalArgumentException(
                    "needs a number of words such as 50, or a least number such as 5+, got \"" + length + "\"");
        }
        return length;
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
        int words = Integer.parseInt(length.replace("+", ""));
        TokenIds encoder = TokenIds.of(vocabulary)
                .withLengths(length.endsWith("+") ? LengthPolicy.minimum(words) : LengthPolicy.fixed(words));
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
