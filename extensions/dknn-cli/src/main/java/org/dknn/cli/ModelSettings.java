package org.dknn.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.dknn.LabelSet;
import org.dknn.cli.evaluation.Learned;
import org.dknn.internal.DknnFormatException;

/**
 * Settings of a model, kept in a properties file beside it.
 *
 * @param network its layers and input
 * @param words how texts become words
 * @param labelSet the classes
 * @param layers with neighbors
 * @param learned whether the network was seen to have learned anything, when it was trained or fitted
 * @param kind of the network
 * @param training how 'dknn train' has trained the network; empty for one that was imported and for a transformer
 */
record ModelSettings(
        NetworkUse network,
        Words words,
        LabelSet labelSet,
        List<String> layers,
        Learned learned,
        Kind kind,
        Optional<TrainedBy> training) {

    /** What runs the network. */
    enum Kind {
        /** DL4J. */
        DL4J,
        /** ONNX Runtime: a transformer with a head. */
        ENCODER
    }

    /** Copies the list. */
    ModelSettings {
        layers = List.copyOf(layers);
    }

    /** Of a network of which is not known whether it has learned anything. */
    ModelSettings(NetworkUse network, Words words, LabelSet labelSet, List<String> layers) {
        this(network, words, labelSet, layers, Learned.UNKNOWN);
    }

    /** Of a network of DL4J. */
    ModelSettings(NetworkUse network, Words words, LabelSet labelSet, List<String> layers, Learned learned) {
        this(network, words, labelSet, layers, learned, Kind.DL4J, Optional.empty());
    }

    ModelSettings withKind(Kind other) {
        return new ModelSettings(network, words, labelSet, layers, learned, other, training);
    }

    ModelSettings withLearned(Learned seen) {
        return new ModelSettings(network, words, labelSet, layers, seen, kind, training);
    }

    ModelSettings withTraining(TrainedBy how) {
        return new ModelSettings(network, words, labelSet, layers, learned, kind, Optional.of(how));
    }

    ModelSettings withLayers(List<String> chosen) {
        return new ModelSettings(network, words, labelSet, network.requireLayers(chosen), learned, kind, training);
    }

    void save(Path file) throws IOException {
        Properties properties = new Properties();
        putAll(
                properties,
                "network",
                network.layers().stream().map(LayerChoice::toString).toList());
        properties.setProperty("length", network.length());
        properties.setProperty("words", words.reader().name());
        properties.setProperty("markup", words.markup().name());
        properties.setProperty("learned", learned.name());
        properties.setProperty("kind", kind.name());
        putAll(properties, "label", labelSet.names());
        putAll(properties, "layer", layers);
        training.ifPresent(how -> how.put(properties));
        StringWriter text = new StringWriter();
        properties.store(text, null);
        // sorted, and without the first line, which is the time
        List<String> lines = text.toString().lines().skip(1).sorted().toList();
        Files.write(file, lines);
    }

    private static void putAll(Properties properties, String name, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            properties.setProperty(name + "." + i, values.get(i));
        }
    }

    static ModelSettings load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return new ModelSettings(
                    network(properties),
                    words(properties),
                    new LabelSet(all(properties, "label")),
                    all(properties, "layer"),
                    Learned.valueOf(properties.getProperty("learned", Learned.UNKNOWN.name())),
                    Kind.valueOf(properties.getProperty("kind", Kind.DL4J.name())),
                    TrainedBy.in(properties));
        } catch (IllegalArgumentException e) {
            throw new DknnFormatException(file + " does not describe a model: " + e.getMessage(), e);
        }
    }

    private static Words words(Properties properties) {
        return new Words(
                WordReader.valueOf(properties.getProperty("words", "missing")),
                Words.Markup.valueOf(properties.getProperty("markup", Words.Markup.NONE.name())));
    }

    private static NetworkUse network(Properties properties) {
        return new NetworkUse(
                LayerChoice.all(all(properties, "network")), properties.getProperty("length", NetworkUse.NATURAL));
    }

    private static List<String> all(Properties properties, String name) {
        List<String> values = new ArrayList<>();
        while (properties.getProperty(name + "." + values.size()) != null) {
            values.add(properties.getProperty(name + "." + values.size()));
        }
        return values;
    }
}
