package org.dknn.cli;

import static org.dknn.cli.CommandLineTest.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dknn.Dataset;
import org.dknn.cli.CommandLineTest.Result;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.text.Vocabulary;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks that DL4J trained and saved without dknn, on a small corpus that is easy to learn. */
class ImportCommandTest {

    private static final List<String> SENTENCE = List.of("what", "a", "gripping", "film", ".");

    @TempDir
    private static Path directory;

    private static Vocabulary vocabulary;
    private static MultiLayerNetwork network;
    private static String saved;
    private static String words;
    private static String seen;
    private static String unseen;
    private static int models;

    @BeforeAll
    static void train() throws IOException {
        Dataset<List<String>> corpus =
                MadeUpReviews.make(5).training().holdOut(600, 1).heldOut();
        Dataset.Split<List<String>> split = corpus.holdOut(200, 1);
        vocabulary = Vocabulary.build(corpus.inputs(), 1);
        network = trained(split.kept());
        saved = file("network.zip");
        network.save(Path.of(saved).toFile(), true);
        words = write("words.txt", vocabulary.words());
        seen = write("seen.txt", lines(split.kept()));
        unseen = write("unseen.txt", lines(split.heldOut()));
    }

    private static MultiLayerNetwork trained(Dataset<List<String>> texts) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.02))
                .list()
                .layer(new EmbeddingSequenceLayer.Builder()
                        .name("embedding")
                        .nIn(vocabulary.size())
                        .nOut(12)
                        .build())
                .layer(new LSTM.Builder().name("lstm").nIn(12).nOut(10).build())
                .layer(new GlobalPoolingLayer.Builder(PoolingType.MAX)
                        .name("pooled")
                        .build())
                .layer(new DenseLayer.Builder()
                        .name("dense")
                        .nIn(10)
                        .nOut(8)
                        .activation(Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .name("out")
                        .nIn(8)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
        Map<Integer, List<Integer>> byLength = IntStream.range(0, texts.size())
                .boxed()
                .collect(Collectors.groupingBy(i -> texts.inputs().get(i).size()));
        for (int epoch = 0; epoch < 30; epoch++) {
            byLength.values().forEach(rows -> network.fit(features(texts, rows), labels(texts, rows)));
        }
        return network;
    }

    private static INDArray features(Dataset<List<String>> texts, List<Integer> rows) {
        return TokenIds.of(vocabulary)
                .encode(rows.stream().map(i -> texts.inputs().get(i)).toList())
                .get(0);
    }

    private static INDArray labels(Dataset<List<String>> texts, List<Integer> rows) {
        float[][] oneHot = new float[rows.size()][2];
        for (int row = 0; row < oneHot.length; row++) {
            oneHot[row][texts.label(rows.get(row))] = 1;
        }
        return Nd4j.createFromArray(oneHot);
    }

    private static List<String> lines(Dataset<List<String>> texts) {
        return IntStream.range(0, texts.size())
                .mapToObj(i -> List.of("bad", "good").get(texts.label(i)) + "\t"
                        + String.join(" ", texts.inputs().get(i)))
                .toList();
    }

    private static String file(String name) {
        return directory.resolve(name).toString();
    }

    private static String write(String name, List<String> lines) throws IOException {
        return Files.write(directory.resolve(name), lines).toString();
    }

    /** Imports to a directory of its own, by which the list of arguments ends. */
    private static List<String> arguments(String network, String vocabulary, String... more) {
        List<String> arguments = new ArrayList<>(List.of("import", "--network", network, "--vocabulary", vocabulary));
        arguments.addAll(List.of(more));
        arguments.add(file("model" + models++));
        return arguments;
    }

    private static String imported(List<String> arguments) {
        Result result = run(arguments.toArray(new String[0]));
        assertEquals(0, result.code(), result.err());
        return arguments.get(arguments.size() - 1);
    }

    private static void assertFails(String message, List<String> arguments) {
        assertEquals(new Result(1, "", "dknn: " + message + "\n"), run(arguments.toArray(new String[0])));
        assertFalse(Files.exists(Path.of(arguments.get(arguments.size() - 1))));
    }

    @Test
    void a_network_of_a_user_is_fitted_explained_reported_and_evaluated() {
        List<String> arguments =
                arguments(saved, words, "--layers", "lstm:max,dense", "--labels", "bad,good", "--words", "whitespace");

        Result importing = run(arguments.toArray(new String[0]));
        String model = arguments.get(arguments.size() - 1);
        Result fitting = run("fit", model, "-k", "15", "--reference", seen, "--calibration", unseen);
        Result explanation = run("explain", model, "what a gripping film .");
        Result report = run("report", model, unseen, "--minimum", "5");
        Result evaluation = run("evaluate", model, unseen, "--explanations", "5");

        assertEquals(
                new Result(
                        0,
                        "",
                        "Saved in " + model + ", with the classes [bad, good]. Next: dknn fit " + model
                                + " --reference FILE --calibration FILE\n"),
                importing);
        assertTrue(fitting.err().contains("Stores 400 texts in the layers [lstm, dense]"), fitting.err());
        assertTrue(explanation.out().startsWith("what a gripping film .\ngood\n"), explanation.out());
        assertTrue(report.out().contains("gripping"), report.err() + report.out());
        assertEquals(0, evaluation.code(), evaluation.err());
        String credibility = evaluation
                .out()
                .lines()
                .filter(line -> line.startsWith("| credibility"))
                .findFirst()
                .orElseThrow();
        assertTrue(Double.parseDouble(credibility.split("\\|", -1)[2].strip()) > 0.9, evaluation.out());
    }

    @Test
    void every_kind_of_network_and_vocabulary_gives_the_probabilities_of_the_network() throws IOException {
        Path graph = directory.resolve("graph.zip");
        network.toComputationGraph().save(graph.toFile(), false);
        Path own = directory.resolve("vocabulary");
        vocabulary.save(own);
        String marked = write(
                "marked.txt",
                Stream.concat(Stream.of("<pad>", "[UNK]"), vocabulary.words().stream())
                        .toList());
        float[] expected = network.output(
                        TokenIds.of(vocabulary).encode(List.of(SENTENCE)).get(0))
                .toFloatVector();

        for (List<String> arguments : List.of(
                arguments(saved, words, "--layers", "dense"),
                arguments(saved, marked, "--layers", "dense"),
                arguments(graph.toString(), own.toString(), "--layers", "1:last-step,3"))) {
            String model = imported(arguments);
            ModelDirectory kept = new ModelDirectory(Path.of(model));

            assertEquals(List.of("0", "1"), kept.settings().labelSet().names());
            assertArrayEquals(
                    expected,
                    kept.extractor(kept.settings())
                            .extract(List.of(SENTENCE))
                            .probabilities()
                            .row(0),
                    1e-5f);
        }
    }

    @Test
    void texts_are_padded_to_the_length_that_the_network_reads() throws IOException {
        String model = imported(arguments(saved, words, "--layers", "pooled", "--length", "7", "--labels", "bad,good"));

        assertEquals(
                0,
                run("fit", model, "-k", "15", "--reference", seen, "--calibration", unseen)
                        .code());

        assertTrue(Files.readString(Path.of(model, "model.properties")).contains("length=7\n"));
        ModelDirectory kept = new ModelDirectory(Path.of(model));
        FloatMatrix probabilities = kept.extractor(kept.settings())
                .extract(List.of(
                        List.of("what", "a", "long", "and", "dull", "film", "."),
                        List.of("what", "a", "long", "and", "dull", "film", ".", "superb")))
                .probabilities();
        assertArrayEquals(probabilities.row(0), probabilities.row(1));
    }

    @Test
    void what_does_not_fit_is_told_in_one_line() throws IOException {
        assertFails(
                "there is no layer \"dens\"; there are [embedding, lstm, pooled, dense, out]",
                arguments(saved, words, "--layers", "lstm:max,dens"));
        assertFails(
                "the network has 2 outputs, one per class, got the labels [bad, fair, good]",
                arguments(saved, words, "--layers", "dense", "--labels", "bad,fair,good"));
        Result unpooled = run(arguments(saved, words, "--layers", "lstm").toArray(new String[0]));
        assertEquals(1, unpooled.code());
        assertTrue(unpooled.err().contains("layer \"lstm\" gives a sequence"), unpooled.err());
    }

    @Test
    void a_vocabulary_that_is_not_the_networks_is_refused() throws IOException {
        List<String> known = vocabulary.words();
        int rows = vocabulary.size();
        String fewer = write("fewer.txt", known.subList(1, known.size()));
        String unmarked = write(
                "unmarked.txt",
                Stream.concat(Stream.of("...", "another"), known.stream()).toList());
        String twice = write("twice.txt", List.of("a", "b", "a"));
        String empty = write("empty.txt", List.of("a", " ", "b"));

        assertFails(
                fewer + " has " + (rows - 3) + " words, which makes " + (rows - 1)
                        + " numbers with padding and unknown words, but the network's embedding has " + rows,
                arguments(saved, fewer, "--layers", "dense"));
        assertFails(
                unmarked
                        + ": with as many lines as the network's embedding has rows, the first two must stand for"
                        + " padding and unknown words, as <pad> and <unk>; got [..., another]",
                arguments(saved, unmarked, "--layers", "dense"));
        assertFails(twice + ": words must differ, got \"a\" twice", arguments(saved, twice, "--layers", "dense"));
        assertFails(empty + ", line 2: needs a word, got none", arguments(saved, empty, "--layers", "dense"));
    }

    @Test
    void what_is_no_network_of_words_is_refused() throws IOException {
        Path zip = directory.resolve("other.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("readme"));
        }
        Path pictures = directory.resolve("pictures.zip");
        MultiLayerNetwork dense = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        dense.init();
        dense.save(pictures.toFile(), false);

        assertFails("there is no /no/file", arguments("/no/file", words, "--layers", "dense"));
        assertFails("there is no /no/file", arguments(saved, "/no/file", "--layers", "dense"));
        assertFails(words + " is not a network of DL4J: it is not a zip", arguments(words, words, "--layers", "dense"));
        assertFails(
                zip + " is not a network of DL4J: there is no configuration.json in it",
                arguments(zip.toString(), words, "--layers", "dense"));
        assertFails(
                "the network in " + pictures
                        + " needs embeddings of word numbers, all of one height, got the heights []",
                arguments(pictures.toString(), words, "--layers", "0"));
    }

    @Test
    void fitting_needs_texts_that_no_import_has() {
        String model = imported(arguments(saved, words, "--layers", "dense"));

        assertEquals(
                new Result(
                        1,
                        "",
                        "dknn: there is no " + model
                                + "/training.jsonl; an imported model needs --reference FILE and --calibration FILE\n"),
                run("fit", model));
    }

    @Test
    void a_model_with_texts_of_its_own_is_left_alone() throws IOException {
        List<String> arguments = arguments(saved, words, "--layers", "dense");
        String model = arguments.get(arguments.size() - 1);
        Files.createDirectories(Path.of(model));
        Files.writeString(Path.of(model, "training.jsonl"), "good fine\n");

        Result result = run(arguments.toArray(new String[0]));

        assertEquals(
                new Result(1, "", "dknn: " + model + " has a model that 'dknn train' made; name another directory\n"),
                result);
    }
}
