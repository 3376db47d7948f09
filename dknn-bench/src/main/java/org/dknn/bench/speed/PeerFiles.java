package org.dknn.bench.speed;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.nlp.explain.Explanation;
import org.dknn.vector.FloatMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What {@code explanations.py} reads of a folder: parameters and vectors as floats of four bytes, lowest byte first, row by row, each with
 * its shape in {@code arrays.txt}; labels, words and texts as lines.
 */
record PeerFiles(Path folder) {

    private static final int BUFFER = 1 << 20;

    /** Parameters of all layers, under DL4J's names. */
    void network(ComputationGraph network) throws IOException {
        List<String> shapes = new ArrayList<>();
        for (Map.Entry<String, INDArray> entry : network.paramTable().entrySet()) {
            INDArray values = entry.getValue();
            try (OutputStream out = open(entry.getKey())) {
                write(out, values.dup('c').reshape(values.length()).toFloatVector());
            }
            shapes.add(line(entry.getKey(), values.shape()));
        }
        Files.write(folder.resolve("arrays.txt"), shapes);
    }

    /** Vectors and labels of the reference texts, to be called after {@link #network}. */
    void reference(List<FloatMatrix> layers, Dataset<?> training) throws IOException {
        List<String> shapes = new ArrayList<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            FloatMatrix matrix = layers.get(layer);
            String name = "layer" + layer;
            try (OutputStream out = open(name)) {
                for (int row = 0; row < matrix.rows(); row++) {
                    write(out, matrix.row(row));
                }
            }
            shapes.add(line(name, matrix.rows(), matrix.columns()));
        }
        Files.write(folder.resolve("arrays.txt"), shapes, StandardOpenOption.APPEND);
        Files.write(
                folder.resolve("labels.txt"),
                Arrays.stream(training.labels()).mapToObj(Integer::toString).toList());
    }

    /** Words, by their ids. */
    void words(List<String> words) throws IOException {
        Files.write(folder.resolve("words.txt"), words);
    }

    /** Texts, each with the label that is explained and the value of each word. */
    void texts(List<String> texts, List<Explanation> explanations) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            var values = explanations.get(i).attributions().get(0);
            String all =
                    Arrays.stream(values.values()).mapToObj(Double::toString).collect(Collectors.joining(" "));
            lines.add(values.label() + "\t" + texts.get(i) + "\t" + all);
        }
        Files.write(folder.resolve("texts.txt"), lines);
    }

    private OutputStream open(String name) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(folder.resolve(name + ".f32")), BUFFER);
    }

    private static void write(OutputStream out, float... values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        out.write(bytes.array());
    }

    private static String line(String name, long... shape) {
        return name + " " + Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }
}
