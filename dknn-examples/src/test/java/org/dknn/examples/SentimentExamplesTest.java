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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of texts, from data to output, on a small generated corpus. The network of the CNN is trained once. */
class SentimentExamplesTest {

    private static final SentimentData DATA = GeneratedReviews.make(600, 1);

    @TempDir
    private static Path directory;

    private static String first;

    @BeforeAll
    static void train() throws IOException {
        System.setProperty("dknn.cache", directory.resolve("cache").toString());
        first = run(Sst2Cnn::run);
    }

    @AfterAll
    static void useUsualCache() {
        System.clearProperty("dknn.cache");
    }

    /** Its run method. */
    private interface Example {

        void run(SentimentData data, Path report, PrintStream out, String... sentences) throws IOException;
    }

    private static String run(Example example, String... sentences) throws IOException {
        return run(example, DATA, sentences);
    }

    private static String run(Example example, SentimentData data, String... sentences) throws IOException {
        return printed(out -> example.run(data, directory.resolve("report.html"), out, sentences));
    }

    /** What prints. */
    private interface Printing {

        void to(PrintStream out) throws IOException;
    }

    private static String printed(Printing printing) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        printing.to(new PrintStream(printed, true, StandardCharsets.UTF_8));
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** What an example that needs the trained network prints. */
    private interface ModelExample {

        void run(SentimentModel model, PrintStream out) throws IOException;
    }

    private static String onModel(ModelExample example) throws IOException {
        return printed(out -> {
            try (SentimentModel model = SentimentModel.open(Sst2Cnn.network(DATA), DATA, out)) {
                example.run(model, out);
            }
        });
    }

    @Test
    void the_cnn_is_trained_once_and_then_loaded() throws IOException {
        String second = run(Sst2Cnn::run, "this is a gripping & <b>french</b> film .");

        assertTrue(first.contains("Trains the CNN on 450 texts; 150 sentences are held out"), first);
        assertAccurate(first);
        assertTrue(second.contains("Loads the CNN"), second);
        assertEquals(accuracyLine(first), accuracyLine(second));
        String report = Files.readString(directory.resolve("report.html"));
        assertTrue(report.contains("gripping") && !report.contains("<b>french"), report);
    }

    @Test
    void a_damaged_model_is_trained_again() throws IOException {
        Path usual = directory.resolve("cache");
        Path damaged = directory.resolve("damaged");
        try (Stream<Path> files = Files.walk(usual)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = damaged.resolve(usual.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                if (copy.endsWith("dknn.model")) {
                    Files.write(copy, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
                }
            }
        }
        System.setProperty("dknn.cache", damaged.toString());

        String again = run(Sst2Cnn::run, "a clever film .");

        System.setProperty("dknn.cache", usual.toString());
        assertTrue(again.contains("trains again") && again.contains("is not a file of dknn"), again);
        assertAccurate(again);
    }

    @Test
    void the_bi_lstm_runs_too() throws IOException {
        SentimentData few = GeneratedReviews.make(120, 1);

        String printed = run(Sst2BiLstm::run, few, "what a dull and small story .");

        assertTrue(printed.contains("Trains the BiLSTM on 90 texts"), printed);
        assertTrue(printed.contains("what a dull and small story ."), printed);
    }

    private static String accuracyLine(String printed) {
        Matcher line = Pattern.compile("generated reviews test: softmax (\\S+), DkNN (\\S+) \\(n=120\\)")
                .matcher(printed);
        assertTrue(line.find(), printed);
        return line.group();
    }

    private static void assertAccurate(String printed) {
        Matcher line = Pattern.compile("softmax (\\S+), DkNN (\\S+) ").matcher(accuracyLine(printed));
        assertTrue(line.find());
        assertTrue(Double.parseDouble(line.group(1)) > 0.9, printed);
        assertTrue(Double.parseDouble(line.group(2)) > 0.9, printed);
    }

    @Test
    void evidence_shows_training_texts() throws IOException {
        String printed = onModel((model, out) -> EvidenceBehindText.run(model, out, "a gripping film ."));

        assertTrue(printed.contains("pooled: nearest positive") && printed.contains("without gripping"), printed);
    }

    @Test
    void sets_and_abstentions_are_counted() throws IOException {
        String printed = onModel(SetsAndAbstentions::run);

        assertTrue(printed.contains("Prediction sets at the level 0.90: "), printed);
        assertTrue(
                Pattern.compile("answers \\d+ of 120 texts, \\d+ wrong")
                        .matcher(printed)
                        .find(),
                printed);
    }

    @Test
    void the_audit_lists_labels() throws IOException {
        String printed = onModel(SuspectLabels::run);

        assertTrue(printed.contains("labels are suspect; the first of them:"), printed);
        assertTrue(printed.contains("Near duplicates with different labels:"), printed);
    }

    @Test
    void words_of_the_corpus_are_ranked() throws IOException {
        String printed = onModel(CorpusWords::run);

        assertTrue(printed.contains("scored texts: 120 of 120"), printed);
        assertTrue(printed.contains("not"), printed);
    }
}
