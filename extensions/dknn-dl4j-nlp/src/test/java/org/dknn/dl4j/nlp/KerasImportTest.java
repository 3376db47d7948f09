package org.dknn.dl4j.nlp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.modelimport.keras.KerasModelImport;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.LengthPolicy;
import org.dknn.nlp.encode.TokenIds;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Keras's IMDB models, small: an embedding, an LSTM or convolutions, one sigmoid; imported from files in Keras's own format. */
class KerasImportTest {

    private static final int LENGTH = 12;
    private static final int WORDS = 24;
    private static final int WIDTH = 6;
    private static final int UNITS = 5;
    private static final String NO_REGULARIZERS = "\"kernel_regularizer\":null,\"bias_regularizer\":null,"
            + "\"activity_regularizer\":null,\"kernel_constraint\":null,\"bias_constraint\":null,";
    private static final String ZEROS = "{\"class_name\":\"Zeros\",\"config\":{}}";
    private static final String UNIFORM = "{\"class_name\":\"VarianceScaling\",\"config\":{\"scale\":1.0,\"mode\":"
            + "\"fan_avg\",\"distribution\":\"uniform\",\"seed\":null}}";
    private static final String INITIALIZERS =
            "\"kernel_initializer\":" + UNIFORM + ",\"bias_initializer\":" + ZEROS + ",";

    @TempDir
    private Path folder;

    private static Map<String, long[]> weights(Object... namesAndShapes) {
        Map<String, long[]> weights = new LinkedHashMap<>();
        for (int i = 0; i < namesAndShapes.length; i += 2) {
            weights.put((String) namesAndShapes[i], (long[]) namesAndShapes[i + 1]);
        }
        return weights;
    }

    private static KerasFile embedding() {
        return new KerasFile()
                .layer(
                        "Embedding",
                        "embedding_1",
                        "\"batch_input_shape\":[null," + LENGTH + "],\"input_dim\":" + WORDS + ",\"output_dim\":"
                                + WIDTH
                                + ",\"input_length\":" + LENGTH + ",\"mask_zero\":false,"
                                + "\"embeddings_initializer\":" + UNIFORM + ",\"embeddings_regularizer\":null,"
                                + "\"activity_regularizer\":null,\"embeddings_constraint\":null",
                        weights("embeddings", new long[] {WORDS, WIDTH}));
    }

    private static KerasFile recurrent() {
        return embedding()
                .layer(
                        "LSTM",
                        "lstm_1",
                        NO_REGULARIZERS + INITIALIZERS + "\"units\":" + UNITS
                                + ",\"activation\":\"tanh\",\"recurrent_activation\":\"sigmoid\",\"use_bias\":true,"
                                + "\"recurrent_initializer\":" + UNIFORM + ",\"unit_forget_bias\":true,"
                                + "\"recurrent_regularizer\":null,\"recurrent_constraint\":null,\"dropout\":0.0,"
                                + "\"recurrent_dropout\":0.0,\"implementation\":1,\"return_sequences\":false,"
                                + "\"return_state\":false,\"go_backwards\":false,\"stateful\":false,\"unroll\":false",
                        weights(
                                "kernel", new long[] {WIDTH, 4 * UNITS},
                                "recurrent_kernel", new long[] {UNITS, 4 * UNITS},
                                "bias", new long[] {4 * UNITS}));
    }

    private static KerasFile convolutions() {
        return embedding()
                .layer(
                        "Conv1D",
                        "conv1d_1",
                        NO_REGULARIZERS + INITIALIZERS + "\"filters\":" + UNITS
                                + ",\"kernel_size\":[3],\"strides\":[1],\"padding\":\"valid\","
                                + "\"dilation_rate\":[1],\"activation\":\"relu\",\"use_bias\":true",
                        weights("kernel", new long[] {3, WIDTH, UNITS}, "bias", new long[] {UNITS}))
                .layer("GlobalMaxPooling1D", "global_max_pooling1d_1", "\"data_format\":\"channels_last\"", weights());
    }

    private MultiLayerNetwork imported(String kind) throws Exception {
        Path file = folder.resolve(kind + ".h5");
        KerasFile below = kind.equals("lstm") ? recurrent() : convolutions();
        below.layer(
                        "Dense",
                        "dense_1",
                        NO_REGULARIZERS + INITIALIZERS + "\"units\":1,\"activation\":\"sigmoid\",\"use_bias\":true",
                        weights("kernel", new long[] {UNITS, 1}, "bias", new long[] {1}))
                .write(file);
        return KerasModelImport.importKerasSequentialModelAndWeights(file.toString(), false);
    }

    /** As Keras numbers the words of IMDB: padding 0, start 1, unknown 2, words from 4. */
    private static TokenIds encoder() {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (int i = 4; i < WORDS; i++) {
            ids.put("w" + i, i);
        }
        return TokenIds.of(ids)
                .withPadding(0)
                .withBegin(1)
                .withUnknown(2)
                .withLengths(LengthPolicy.fixed(LENGTH).paddedInFront().cutInFront());
    }

    /** What {@code pad_sequences} makes of a text. */
    private static int[] padded(List<String> words) {
        List<Integer> ids = new ArrayList<>(List.of(1));
        words.forEach(word -> ids.add(word.equals("zebra") ? 2 : Integer.parseInt(word.substring(1))));
        int[] padded = new int[LENGTH];
        for (int i = 0; i < Math.min(LENGTH, ids.size()); i++) {
            padded[LENGTH - 1 - i] = ids.get(ids.size() - 1 - i);
        }
        return padded;
    }

    private static List<List<String>> texts() {
        Random random = new Random(3);
        List<List<String>> texts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            List<String> words = new ArrayList<>();
            for (int t = random.nextInt(LENGTH + 5); t >= 0; t--) {
                words.add(random.nextInt(5) == 0 ? "zebra" : "w" + (4 + random.nextInt(WORDS - 4)));
            }
            texts.add(words);
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "conv1d"})
    void probabilities_are_those_of_the_imported_network(String kind) throws Exception {
        MultiLayerNetwork network = imported(kind);
        String layer = kind.equals("lstm") ? "lstm_1" : "global_max_pooling1d_1";

        Faithful.assertFaithful(
                Dl4jExtractor.builder(network, encoder()).layer(layer).build(), texts(), words -> {
                    INDArray ids = Nd4j.createFromArray(new int[][] {padded(words)})
                            .castTo(network.params().dataType());
                    float yes = network.output(ids).getFloat(0);
                    return new float[] {1 - yes, yes};
                });
    }

    /** Else the import would have read nothing, and every text would be alike. */
    @ParameterizedTest
    @ValueSource(strings = {"lstm", "conv1d"})
    void weights_are_read(String kind) throws Exception {
        MultiLayerNetwork network = imported(kind);

        assertTrue(network.getLayer(network.getnLayers() - 1).getParam("b").getDouble(0) != 0);
        long different = texts().stream()
                .map(words -> network.output(Nd4j.createFromArray(new int[][] {padded(words)})
                                .castTo(network.params().dataType()))
                        .getFloat(0))
                .distinct()
                .count();
        assertTrue(different > 20, kind + ": " + different + " different answers");
    }
}
