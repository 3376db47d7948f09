package org.dknn.bench.study;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.onnx.OnnxEncoder;
import org.dknn.onnx.SoftmaxHead;
import org.dknn.vector.FloatMatrix;

/**
 * Vectors of texts at all layers of a transformer, computed once and kept in a file. Immutable, thread-safe.
 *
 * @param layers names
 * @param ordinals of the texts
 * @param matrices one per layer, {@code [texts x width]}
 */
record EncodedTexts(List<String> layers, Map<List<String>, Integer> ordinals, List<FloatMatrix> matrices) {

    private static final int CHUNK = 512;

    /** Makes an encoder when it is needed. */
    interface Opener {
        OnnxEncoder open() throws IOException;
    }

    /**
     * Reads the vectors from a file, or computes them and writes it.
     *
     * @param texts all that will be asked for, in an order that is always the same
     */
    static EncodedTexts of(Path file, List<String> layers, List<List<String>> texts, Opener encoder, PrintStream out)
            throws IOException {
        Map<List<String>, Integer> ordinals = new HashMap<>();
        List<List<String>> distinct = new ArrayList<>();
        for (List<String> text : texts) {
            if (ordinals.putIfAbsent(text, distinct.size()) == null) {
                distinct.add(text);
            }
        }
        if (!Files.exists(file)) {
            out.println("Encodes " + distinct.size() + " texts, once");
            Files.createDirectories(file.toAbsolutePath().getParent());
            write(file, compute(layers.size(), distinct, encoder, out));
        }
        List<FloatMatrix> matrices = read(file, layers.size());
        if (matrices.get(0).rows() != distinct.size()) {
            throw new IOException(file + " is of other texts: delete it");
        }
        return new EncodedTexts(List.copyOf(layers), Map.copyOf(ordinals), matrices);
    }

    private static List<FloatMatrix> compute(int layers, List<List<String>> texts, Opener opener, PrintStream out)
            throws IOException {
        List<List<FloatMatrix>> parts = new ArrayList<>();
        IntStream.range(0, layers).forEach(layer -> parts.add(new ArrayList<>()));
        try (OnnxEncoder encoder = opener.open()) {
            for (int from = 0; from < texts.size(); from += CHUNK) {
                List<FloatMatrix> found =
                        encoder.vectorsPerLayer(texts.subList(from, Math.min(texts.size(), from + CHUNK)));
                IntStream.range(0, layers).forEach(layer -> parts.get(layer).add(found.get(layer)));
                out.println("  " + Math.min(texts.size(), from + CHUNK));
            }
        }
        return parts.stream().map(FloatMatrix::concat).toList();
    }

    private static void write(Path file, List<FloatMatrix> matrices) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
            for (FloatMatrix matrix : matrices) {
                matrix.write(out);
            }
        }
        Files.move(part, file);
    }

    private static List<FloatMatrix> read(Path file, int layers) throws IOException {
        List<FloatMatrix> matrices = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (int layer = 0; layer < layers; layer++) {
                matrices.add(FloatMatrix.read(in));
            }
        }
        return List.copyOf(matrices);
    }

    /** A head over the last layer. */
    SoftmaxHead head(Dataset<List<String>> training) {
        return SoftmaxHead.train(
                vectors(training.inputs()),
                training.labels(),
                training.labelSet().size());
    }

    /** The vectors of some texts at the last layer. */
    FloatMatrix vectors(List<List<String>> texts) {
        return vectors(layers.get(layers.size() - 1), texts);
    }

    /** The vectors of some texts at a layer. */
    FloatMatrix vectors(String layer, List<List<String>> texts) {
        int[] rows = texts.stream().mapToInt(ordinals::get).toArray();
        return matrices.get(layers.indexOf(layer)).select(rows);
    }
}
