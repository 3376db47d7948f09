package org.dknn.cli;

import static org.dknn.cli.CommandLineTest.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.cli.CommandLineTest.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ResumedTrainingTest {

    @TempDir
    private Path directory;

    /** Runs until the first line of an epoch, as if the process were killed there. */
    private int stopped(String... arguments) {
        PrintWriter stopping = new PrintWriter(new StringWriter()) {
            @Override
            public void println(String line) {
                if (line.startsWith("  epoch")) {
                    throw new IllegalStateException("stopped");
                }
                super.println(line);
            }
        };
        return Dknn.run(
                new ByteArrayInputStream(new byte[0]), new PrintWriter(new StringWriter()), stopping, arguments);
    }

    private static float[] network(Path model) throws IOException {
        return ComputationGraph.load(model.resolve("network.zip").toFile(), false)
                .params()
                .toFloatVector();
    }

    private String[] train(Path model, String... more) throws IOException {
        Dataset<List<String>> texts =
                MadeUpReviews.make(3).training().holdOut(120, 1).heldOut();
        Path file = directory.resolve("texts.txt");
        Files.write(
                file,
                IntStream.range(0, texts.size())
                        .mapToObj(i -> "c" + texts.label(i) + "\t"
                                + String.join(" ", texts.inputs().get(i)))
                        .toList());
        List<String> arguments = List.of("train", file.toString(), "-m", model.toString(), "--epochs", "2");
        return Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void an_interrupted_training_goes_on_and_gives_the_same_network() throws IOException {
        Path whole = directory.resolve("whole.model");
        Path parts = directory.resolve("parts.model");
        int code = run(train(whole)).code();

        assertEquals(1, stopped(train(parts)));
        assertTrue(Files.exists(parts.resolve("training.part")));
        Result resumed = run(train(parts));

        assertEquals(code, resumed.code(), resumed.err());
        assertTrue(
                resumed.err()
                        .contains(
                                "Goes on behind epoch 2 of recipe 1, where an interrupted run has stopped.\nRecipe 2 of 2"),
                resumed.err());
        assertArrayEquals(network(whole), network(parts));
        assertFalse(Files.exists(parts.resolve("training.part")));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_process_that_is_asked_to_end_leaves_nothing_half_written() throws Exception {
        Path model = directory.resolve("the.model");
        String[] command = train(model);
        command[List.of(command).indexOf("--epochs") + 1] = "100000";

        int code = EndedProcess.atLine("  epoch", command);

        assertEquals(EndedProcess.code(), code);
        try (Stream<Path> files = Files.list(model)) {
            assertEquals(List.of(model.resolve("training.part")), files.toList());
        }
        assertTrue(run(train(model))
                .err()
                .contains("training.part is of an interrupted training of other texts or options"));
    }

    @Test
    void a_training_of_other_options_begins_anew_and_says_so() throws IOException {
        Path model = directory.resolve("the.model");
        assertEquals(1, stopped(train(model, "--seed", "2")));

        Result other = run(train(model));

        assertTrue(
                other.err()
                        .contains(model.resolve("training.part")
                                + " is of an interrupted training of other texts or options; this one begins anew.\n"
                                + "Recipe 1 of 2"),
                other.err());
        assertFalse(Files.exists(model.resolve("training.part")));
    }

    @Test
    void an_evaluation_and_an_audit_keep_parts_only_until_they_are_done() throws IOException {
        Path model = directory.resolve("the.model");
        run(train(model, "--hold-out", "40"));
        assertTrue(run("fit", model.toString(), "-k", "5", "--limits", "0").code() != 1);
        String texts = directory.resolve("texts.txt").toString();
        Path page = directory.resolve("evaluation.md");
        Path audit = directory.resolve("audit.md");
        // parts of another run, which are not believed
        Path old = Files.createDirectories(directory.resolve("audit.md.parts"));
        Files.writeString(old.resolve("part-000000"), "of another run");

        Result evaluated = run("evaluate", model.toString(), texts, "--explanations", "20", "-o", page.toString());
        Result audited = run("audit", model.toString(), "-o", audit.toString());

        String standard =
                run("evaluate", model.toString(), texts, "--explanations", "20").out();
        assertEquals(standard, Files.readString(page), evaluated.err());
        assertEquals(run("audit", model.toString()).out(), Files.readString(audit), audited.err());
        assertTrue(audited.err().contains("audit.md.parts was of another run; this one begins anew.\n"), audited.err());
        try (var files = Files.list(directory)) {
            assertTrue(files.noneMatch(left -> left.toString().endsWith(".parts")));
        }
    }
}
