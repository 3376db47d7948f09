package org.dknn.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples from data to report, on the generated corpus: it is easy, so a network that learns gets it all but right. */
class SentimentExamplesTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void useOwnCache() {
        System.setProperty("dknn.cache", directory.resolve("cache").toString());
    }

    @AfterEach
    void useUsualCache() {
        System.clearProperty("dknn.cache");
    }

    private String run(Example example, String... sentences) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        example.run(
                GeneratedReviews.make(1),
                directory.resolve("report.html"),
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                sentences);
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Its run method. */
    private interface Example {

        void run(SentimentData data, Path report, PrintStream out, String... sentences) throws IOException;
    }

    @Test
    void the_cnn_is_trained_once_and_then_loaded() throws IOException {
        String first = run(Sst2Cnn::run);
        String second = run(Sst2Cnn::run, "this is a gripping & <b>french</b> film .");

        assertTrue(first.contains("Trains the CNN on 1500 texts; 500 sentences are held out"), first);
        assertAccurate(first);
        assertTrue(second.contains("Loads the CNN"), second);
        assertEquals(accuracyLine(first), accuracyLine(second));
        String report = Files.readString(directory.resolve("report.html"));
        assertTrue(report.contains("gripping") && !report.contains("<b>french"), report);
    }

    @Test
    void a_damaged_model_is_trained_again() throws IOException {
        run(Sst2Cnn::run);
        try (Stream<Path> files = Files.walk(directory.resolve("cache"))) {
            Path manifest = files.filter(file -> file.endsWith("dknn.model"))
                    .findFirst()
                    .orElseThrow();
            Files.write(manifest, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        }

        String again = run(Sst2Cnn::run, "a clever film .");

        assertTrue(again.contains("trains again") && again.contains("is not a file of dknn"), again);
        assertAccurate(again);
    }

    @Test
    void the_bi_lstm_runs_too() throws IOException {
        assertAccurate(run(Sst2BiLstm::run, "what a dull and small story ."));
    }

    private static String accuracyLine(String printed) {
        Matcher line = Pattern.compile("generated reviews test: softmax (\\S+), DkNN (\\S+) \\(n=400\\)")
                .matcher(printed);
        assertTrue(line.find(), printed);
        return line.group();
    }

    private static void assertAccurate(String printed) {
        Matcher line = Pattern.compile("softmax (\\S+), DkNN (\\S+) ").matcher(accuracyLine(printed));
        assertTrue(line.find());
        assertTrue(Double.parseDouble(line.group(1)) > 0.95, printed);
        assertTrue(Double.parseDouble(line.group(2)) > 0.95, printed);
    }
}
