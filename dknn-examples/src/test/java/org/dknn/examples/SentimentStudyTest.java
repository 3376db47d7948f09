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
import org.dknn.examples.data.GeneratedCorpus;
import org.dknn.examples.network.Recipe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples from data to report, on the generated corpus: it is easy, so a network that learns gets it all but right. */
class SentimentStudyTest {

    private static final Classifier CNN = NetworkKind.CNN.classifier(Recipe.onFewSentences());
    private static final Classifier BI_LSTM = NetworkKind.BI_LSTM.classifier(Recipe.onFewSentences());

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

    private String run(Classifier classifier, String... sentences) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new SentimentStudy(
                        classifier,
                        GeneratedCorpus.make(1),
                        directory.resolve("report.html"),
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(sentences);
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void the_cnn_is_trained_once_and_then_loaded() throws IOException {
        String first = run(CNN);
        String second = run(CNN, "this is a gripping & <b>french</b> film .");

        assertTrue(first.contains("Trains the CNN on 1500 sentences; 500 sentences are held out"), first);
        assertAccurate(first);
        assertTrue(second.contains("Loads the CNN"), second);
        assertEquals(accuracyLine(first), accuracyLine(second));
        String report = Files.readString(directory.resolve("report.html"));
        assertTrue(report.contains("gripping") && !report.contains("<b>french"), report);
    }

    @Test
    void what_is_kept_and_damaged_is_made_again() throws IOException {
        run(CNN);
        try (Stream<Path> files = Files.walk(directory.resolve("cache"))) {
            Path manifest = files.filter(file -> file.endsWith("dknn.model"))
                    .findFirst()
                    .orElseThrow();
            Files.write(manifest, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        }

        String again = run(CNN, "a clever film .");

        assertTrue(again.contains("makes it again") && again.contains("is not a file of dknn"), again);
        assertAccurate(again);
    }

    @Test
    void the_bi_lstm_runs_too() throws IOException {
        assertAccurate(run(BI_LSTM, "what a dull and small story ."));
    }

    private static String accuracyLine(String printed) {
        Matcher line = Pattern.compile("generated corpus test: softmax (\\S+), DkNN (\\S+) \\(n=400\\)")
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
