package org.dknn.spark;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dknn.activation.ActivationExtractor;
import org.dknn.index.IndexFactory;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.Utf16;
import org.dknn.vector.Metric;

/**
 * Some reference examples in a directory: {@code examples.shard}, with what follows, and beside it one index per layer and class that has
 * examples.
 *
 * @param space what the indexes are made of
 * @param texts as they were written, in the order of the rows
 * @param labels one per text
 */
record Shard(Space space, List<String> texts, List<Integer> labels) {

    private static final String FILE = "examples.shard";
    private static final String KIND = "dknn-shard";
    private static final int VERSION = 1;

    Shard {
        texts = List.copyOf(texts);
        labels = List.copyOf(labels);
        if (texts.size() != labels.size()) {
            throw new IllegalArgumentException(
                    "needs a label for each text, got " + texts.size() + " texts and " + labels.size() + " labels");
        }
    }

    /**
     * What the shards of a fit have in common.
     *
     * @param network fingerprint
     * @param layers their names
     * @param classes their names
     * @param metric of the indexes
     */
    record Space(String network, List<String> layers, List<String> classes, Metric metric) {

        Space {
            layers = List.copyOf(layers);
            classes = List.copyOf(classes);
        }

        static Space of(ActivationExtractor<?> extractor, List<String> classes, Metric metric) {
            return new Space(extractor.fingerprint(), extractor.layers(), classes, metric);
        }

        /** What an index is of; layer and class by number. */
        IndexFactory.Context context(int layer, int label) {
            return new IndexFactory.Context(network, layers.get(layer), classes.get(label));
        }
    }

    void write(Path directory) throws IOException {
        ContainerFile.write(directory.resolve(FILE), KIND, VERSION, this::write);
    }

    private void write(DataOutputStream out) throws IOException {
        Utf16.write(out, space.network());
        Utf16.writeAll(out, space.layers());
        Utf16.writeAll(out, space.classes());
        Utf16.write(out, space.metric().name());
        Utf16.writeAll(out, texts);
        for (int label : labels) {
            out.writeInt(label);
        }
    }

    /**
     * Reads a shard.
     *
     * @throws org.dknn.internal.DknnFormatException if the file is damaged
     */
    static Shard read(Path directory) throws IOException {
        return ContainerFile.read(directory.resolve(FILE), KIND, VERSION, (in, version) -> read(in));
    }

    private static Shard read(DataInputStream in) throws IOException {
        Space space = new Space(Utf16.read(in), Utf16.readAll(in), Utf16.readAll(in), Metric.valueOf(Utf16.read(in)));
        List<String> texts = Utf16.readAll(in);
        List<Integer> labels = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            labels.add(in.readInt());
        }
        return new Shard(space, texts, labels);
    }

    /** File of the index of a layer and class, both by number. */
    static Path index(Path directory, int layer, int label) {
        return directory.resolve("layer-" + layer + "-class-" + label + ".index");
    }
}
