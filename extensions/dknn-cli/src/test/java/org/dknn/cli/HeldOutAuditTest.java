package org.dknn.cli;

import static org.dknn.cli.CommandLineTest.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.cli.CommandLineTest.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dknn audit --held-out} of a small set with a few wrong labels. */
class HeldOutAuditTest {

    private static final int TEXTS = 400;
    private static final int WRONG_EVERY = 50;

    @TempDir
    private static Path directory;

    private static Path model;
    private static Set<String> planted;

    @BeforeAll
    static void trainWithWrongLabels() throws IOException {
        Dataset<List<String>> texts =
                MadeUpReviews.make(7).training().holdOut(TEXTS, 1).heldOut();
        Path file = directory.resolve("texts.txt");
        Files.write(
                file,
                IntStream.range(0, TEXTS)
                        .mapToObj(i -> "c" + (i % WRONG_EVERY == 7 ? 1 - texts.label(i) : texts.label(i)) + "\t"
                                + text(texts, i))
                        .toList());
        model = directory.resolve("the.model");
        Result training =
                run("train", file.toString(), "-m", model.toString(), "--words", "whitespace", "--epochs", "12");
        Result fitting = run("fit", model.toString(), "-k", "9", "--limits", "0", "--no-label-checks");
        assertEquals(List.of(0, 0), List.of(training.code(), fitting.code()), training.err() + fitting.err());
        // some of them are held out for calibration
        String learned = Files.readString(model.resolve("training.jsonl"));
        planted = IntStream.iterate(7, i -> i < TEXTS, i -> i + WRONG_EVERY)
                .mapToObj(i -> text(texts, i))
                .filter(learned::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Dataset<List<String>> texts, int i) {
        return String.join(" ", texts.inputs().get(i));
    }

    private static String[] audit(String... more) {
        return Stream.concat(Stream.of("audit", model.toString(), "--held-out"), Stream.of(more))
                .toArray(String[]::new);
    }

    /** Texts of the first suspect labels. */
    private static Set<String> first(String tsv, int count) {
        return tsv.lines()
                .filter(row -> row.startsWith("suspect label\t"))
                .limit(count)
                .map(row -> row.split("\t", -1)[9])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void wrong_labels_come_first_and_the_audit_says_how_it_was_made() {
        Result rows = run(audit("--format", "tsv"));
        Result page = run(audit("--folds", "2", "--top", "3"));

        assertEquals(0, rows.code(), rows.err());
        assertEquals(planted, first(rows.out(), planted.size()));
        assertTrue(rows.out().lines().findFirst().orElseThrow().endsWith("\theld-out folds"), rows.out());
        assertTrue(
                rows.out()
                        .lines()
                        .filter(row -> row.startsWith("suspect label\t"))
                        .allMatch(row -> row.endsWith("\t3")),
                rows.out());
        assertTrue(rows.err().contains("Fold 1 of 3: trains a network without 120 of the 360 texts.\n"), rows.err());
        assertTrue(rows.err().contains("Fold 3 of 3: "), rows.err());
        assertTrue(rows.err().contains("\nTrains: learning rate "), rows.err());
        assertEquals(0, page.code(), page.err());
        assertTrue(page.out().contains("The audit is held out, in 2 folds: "), page.out());
    }

    @Test
    void an_interrupted_audit_goes_on_with_the_training_and_gives_the_same() throws IOException {
        Path file = directory.resolve("audit.tsv");
        String[] command = audit("--folds", "2", "--seed", "5", "--format", "tsv", "-o", file.toString());

        assertEquals(1, stoppedInFold2(command));
        assertTrue(Files.exists(directory.resolve("audit.tsv.fold-1.part")));
        Result resumed = run(command);

        assertEquals(0, resumed.code(), resumed.err());
        assertEquals(2, resumed.err().split("Goes on behind epoch ", -1).length - 1, resumed.err());
        // equal seeds give equal audits, and another one another
        Result whole = run(audit("--folds", "2", "--seed", "5", "--format", "tsv"));
        assertEquals(whole.out(), Files.readString(file));
        assertFalse(
                whole.out().equals(run(audit("--folds", "2", "--format", "tsv")).out()));
        try (Stream<Path> files = Files.list(directory)) {
            assertTrue(files.noneMatch(left -> left.toString().endsWith(".part")));
        }
    }

    /** Runs until the first line of an epoch of the second fold, as if the process were killed there. */
    private static int stoppedInFold2(String... arguments) {
        PrintWriter stopping = new PrintWriter(new StringWriter()) {
            private boolean isIn;

            @Override
            public void println(String line) {
                isIn |= line.startsWith("Fold 2 of ");
                if (isIn && line.startsWith("  epoch")) {
                    throw new IllegalStateException("stopped");
                }
                super.println(line);
            }
        };
        return Dknn.run(
                new ByteArrayInputStream(new byte[0]), new PrintWriter(new StringWriter()), stopping, arguments);
    }

    @Test
    void a_model_whose_nonconformity_does_not_tell_labels_apart_is_audited_by_one_that_does() throws IOException {
        String other = directory.resolve("other.model").toString();
        CommandLineTest.copy(model, Path.of(other));
        Result fitting =
                run("fit", other, "-k", "9", "--limits", "0", "--no-label-checks", "--nonconformity", "kth-distance");
        Result audit = run("audit", other, "--format", "tsv");
        Result heldOut = run("audit", other, "--format", "tsv", "--held-out", "--folds", "2");

        assertEquals(0, fitting.code(), fitting.err());
        for (Result each : List.of(audit, heldOut)) {
            assertEquals(0, each.code(), each.err());
            assertTrue(
                    each.err().contains("Judges labels by log-ratio, as kth-distance does not tell them apart.\n"),
                    each.err());
            assertTrue(each.out().contains("\nsuspect label\t"), each.out());
        }
    }

    @Test
    void what_cannot_be_held_out_is_refused_in_one_line() throws IOException {
        Result many = run(audit("--folds", "361"));
        Result alone = run("audit", model.toString(), "--folds", "4");
        Result seed = run("audit", model.toString(), "--seed", "4");

        assertEquals("dknn: folds must be in 2..360, got 361\n", many.err());
        assertEquals("dknn: --folds needs --held-out, got none; see 'dknn audit --help'\n", alone.err());
        assertEquals("dknn: --seed needs --held-out, got none; see 'dknn audit --help'\n", seed.err());
        assertEquals(List.of(1, 2, 2), List.of(many.code(), alone.code(), seed.code()));
    }

    @Test
    void a_network_that_dknn_has_not_trained_is_refused_with_what_to_do() throws IOException {
        Path imported = Files.createDirectories(directory.resolve("imported.model"));
        Files.write(
                imported.resolve("model.properties"),
                Files.readAllLines(model.resolve("model.properties")).stream()
                        .filter(line -> !line.startsWith("trained."))
                        .toList());

        Result result = run("audit", imported.toString(), "--held-out");

        assertEquals(1, result.code());
        assertEquals(
                "dknn: --held-out trains the network again without some of the texts, but " + imported
                        + " does not tell how, as its network was imported or trained by another version; leave out"
                        + " --held-out, or make the model by 'dknn train'\n",
                result.err());
    }
}
