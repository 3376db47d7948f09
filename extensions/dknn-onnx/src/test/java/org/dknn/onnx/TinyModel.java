package org.dknn.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A model file of two layers, h = tanh((x + mean of x) W) over the pieces under the mask, and logits of the first piece;
 * hidden layers are no outputs. With its tokenizer.
 */
final class TinyModel {

    static final int WIDTH = 4;
    static final List<String> PIECES = List.of(
            "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "good", "bad", "film", "##s", "act", "##ing", "!",
            "##ly", "'", "isn", "t", "cafe");

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    final float[] table;
    final float[][] layers = new float[2][];
    final float[] classes;
    final float[] biases;
    List<String> inputs = new ArrayList<>(List.of("input_ids", "attention_mask", "token_type_ids"));
    int inputType = INT64;
    long fixedLength;
    int vocabulary = PIECES.size();
    int positions = 12;
    int logits = 3;
    boolean isSplit;

    TinyModel() {
        Random random = new Random(5);
        table = random(random, PIECES.size() * WIDTH, 1);
        layers[0] = random(random, WIDTH * WIDTH, 1);
        layers[1] = random(random, WIDTH * WIDTH, 1);
        classes = random(random, WIDTH * 3, 2);
        biases = random(random, 3, 1);
    }

    private static float[] random(Random random, int count, double scale) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return values;
    }

    /** The rows of a layer for the numbers of one text, computed here. */
    double[][] rows(List<Integer> ids, int layer) {
        double[][] rows = new double[ids.size()][WIDTH];
        for (int piece = 0; piece < rows.length; piece++) {
            for (int i = 0; i < WIDTH; i++) {
                rows[piece][i] = table[ids.get(piece) * WIDTH + i];
            }
        }
        for (int number = 0; number <= layer; number++) {
            rows = next(rows, layers[number]);
        }
        return rows;
    }

    private static double[][] next(double[][] rows, float[] weights) {
        double[] mean = new double[WIDTH];
        for (double[] row : rows) {
            for (int i = 0; i < WIDTH; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        double[][] next = new double[rows.length][WIDTH];
        for (int piece = 0; piece < rows.length; piece++) {
            for (int to = 0; to < WIDTH; to++) {
                for (int from = 0; from < WIDTH; from++) {
                    next[piece][to] += (rows[piece][from] + mean[from]) * weights[from * WIDTH + to];
                }
                next[piece][to] = Math.tanh(next[piece][to]);
            }
        }
        return next;
    }

    Path write(Path directory) throws IOException {
        return Files.write(directory.resolve("model.onnx"), toBytes());
    }

    static Path writeTokenizer(Path directory, List<String> pieces) throws IOException {
        String vocabulary = IntStream.range(0, pieces.size())
                .mapToObj(i -> "\"" + pieces.get(i) + "\": " + i)
                .collect(Collectors.joining(", "));
        String special = IntStream.range(0, 5)
                .mapToObj(i -> "{\"id\": " + i + ", \"content\": \"" + pieces.get(i)
                        + "\", \"single_word\": false, \"lstrip\": false, \"rstrip\": false, \"normalized\": false,"
                        + " \"special\": true}")
                .collect(Collectors.joining(", "));
        return Files.writeString(directory.resolve("tokenizer.json"), """
                {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [%s],
                 "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
                   "strip_accents": null, "lowercase": true},
                 "pre_tokenizer": {"type": "BertPreTokenizer"},
                 "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]},
                 "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
                 "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                   "max_input_chars_per_word": 100, "vocab": {%s}}}
                """.formatted(special, vocabulary));
    }

    byte[] toBytes() {
        Wire.Message graph = new Wire.Message();
        graph.add(1, node("Gather", "/embeddings/Gather_output_0", "table", "input_ids"));
        graph.add(
                1,
                node("Cast", "mask", inputs.contains("attention_mask") ? "attention_mask" : "input_ids")
                        .add(5, attribute("to", FLOAT)));
        graph.add(1, node("Unsqueeze", "mask3", "mask", "two"));
        String below = "/embeddings/Gather_output_0";
        for (int layer = 0; layer < 2; layer++) {
            below = addLayer(graph, "/encoder/layer." + layer + "/", below, "weights" + layer);
        }
        graph.add(1, node("Gather", "/pooler/Gather_output_0", below, "zero").add(5, attribute("axis", 1)));
        graph.add(1, node("MatMul", "/classifier/MatMul_output_0", "/pooler/Gather_output_0", "classes"));
        graph.add(1, node("Add", "logits", "/classifier/MatMul_output_0", "biases"));
        graph.add(2, "tiny");
        graph.add(5, floats("table", table, vocabulary, WIDTH));
        graph.add(5, floats("embeddings.position_embeddings.weight", new float[positions * WIDTH], positions, WIDTH));
        graph.add(5, floats("weights0", layers[0], WIDTH, WIDTH));
        graph.add(5, floats("weights1", layers[1], WIDTH, WIDTH));
        Wire.Message head = floats("classes", java.util.Arrays.copyOf(classes, WIDTH * logits), WIDTH, logits);
        graph.add(5, isSplit ? head.add(14, 1) : head);
        graph.add(5, floats("biases", java.util.Arrays.copyOf(biases, logits), logits));
        graph.add(5, numbers("two", new long[] {1}, 2));
        graph.add(5, numbers("one", new long[] {1}, 1));
        graph.add(5, numbers("zero", new long[0], 0));
        for (String input : inputs) {
            graph.add(11, value(input, inputType, fixedLength));
        }
        graph.add(12, new Wire.Message().add(1, "logits"));
        return new Wire.Message()
                .add(1, 8)
                .add(8, new Wire.Message().add(1, "").add(2, 13))
                .add(7, graph)
                .toBytes();
    }

    private static String addLayer(Wire.Message graph, String scope, String below, String weights) {
        graph.add(1, node("Mul", scope + "Mul_output_0", below, "mask3"));
        graph.add(1, node("ReduceSum", scope + "Sum_output_0", scope + "Mul_output_0", "one"));
        graph.add(1, node("ReduceSum", scope + "Count_output_0", "mask3", "one"));
        graph.add(1, node("Div", scope + "Div_output_0", scope + "Sum_output_0", scope + "Count_output_0"));
        graph.add(1, node("Add", scope + "Add_output_0", below, scope + "Div_output_0"));
        graph.add(1, node("MatMul", scope + "output/MatMul_output_0", scope + "Add_output_0", weights));
        graph.add(1, node("Tanh", scope + "output/Tanh_output_0", scope + "output/MatMul_output_0"));
        return scope + "output/Tanh_output_0";
    }

    private static Wire.Message node(String operation, String output, String... inputs) {
        Wire.Message node = new Wire.Message();
        for (String input : inputs) {
            node.add(1, input);
        }
        return node.add(2, output).add(4, operation);
    }

    private static Wire.Message attribute(String name, long number) {
        return new Wire.Message().add(1, name).add(3, number).add(20, 2);
    }

    private static Wire.Message floats(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return tensor(name, FLOAT, bytes, shape);
    }

    private static Wire.Message numbers(String name, long[] shape, long value) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return tensor(name, INT64, bytes.putLong(0, value), shape);
    }

    private static Wire.Message tensor(String name, int type, ByteBuffer bytes, long... shape) {
        Wire.Message tensor = new Wire.Message();
        for (long length : shape) {
            tensor.add(1, length);
        }
        byte[] values = new byte[bytes.capacity()];
        bytes.get(0, values);
        return tensor.add(2, type).add(8, name).add(9, values);
    }

    private static Wire.Message value(String name, int type, long fixedLength) {
        Wire.Message batch = new Wire.Message().add(2, "batch");
        Wire.Message length =
                fixedLength > 0 ? new Wire.Message().add(1, fixedLength) : new Wire.Message().add(2, "length");
        Wire.Message shape = new Wire.Message().add(1, batch).add(1, length);
        Wire.Message tensor = new Wire.Message().add(1, type).add(2, shape);
        return new Wire.Message().add(1, name).add(2, new Wire.Message().add(1, tensor));
    }

    /** Texts of its words, the same in each run. */
    static List<List<String>> texts(int count) {
        List<String> words = List.of("a", "good", "bad", "films", "acting", "acts", "!", "badly");
        Random random = new Random(9);
        return IntStream.range(0, count)
                .mapToObj(i -> random.ints(random.nextInt(9), 0, words.size())
                        .mapToObj(words::get)
                        .toList())
                .toList();
    }

    /** A head of two classes; another one by its first weight. */
    static SoftmaxHead head(double first) {
        return new SoftmaxHead(2, 4, first, -1, .5, 2, .1, 0, 1, 0, -1, -.1);
    }
}
