package org.dknn.cli;

import static org.dknn.cli.CommandLineTest.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.cli.CommandLineTest.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while commands run in processes of their own; that of training is in {@link ResumedTrainingTest}. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class InterruptionTest {

    @TempDir
    private static Path directory;

    private static Path model;
    private static Path texts;

    @BeforeAll
    static void trainAndFit() throws IOException {
        Dataset<List<String>> reviews = MadeUpReviews.make(3).training();
        texts = Files.write(
                directory.resolve("texts.txt"),
                IntStream.range(0, reviews.size())
                        .mapToObj(i -> "c" + reviews.label(i) + "\t"
                                + String.join(" ", reviews.inputs().get(i)))
                        .toList());
        model = directory.resolve("the.model");
        run("train", texts.toString(), "-m", model.toString(), "--epochs", "1", "--hold-out", "1000");
        Result fit = run("fit", model.toString(), "-k", "5", "--limits", "0", "--no-label-checks");
        assertTrue(fit.err().contains("Saved in"), fit.err());
    }

    private static Map<Path, Long> files(Path folder) throws IOException {
        Map<Path, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                sizes.put(file, Files.size(file));
            }
        }
        return sizes;
    }

    @Test
    void a_fit_that_is_asked_to_end_leaves_the_model_as_it_was() throws Exception {
        Map<Path, Long> before = files(model);
        String explained = run("explain", model.toString(), "a gripping film .").out();

        int code = EndedProcess.atLine("Explains ", "fit", model.toString(), "-k", "7", "--limits", "1000");

        assertEquals(EndedProcess.code(), code);
        assertEquals(before, files(model));
        assertEquals(
                explained, run("explain", model.toString(), "a gripping film .").out());
    }

    @Test
    void a_report_that_is_asked_to_end_goes_on_where_it_was() throws Exception {
        Path whole = directory.resolve("whole.md");
        Path parts = directory.resolve("parts.md");
        Path state = directory.resolve("report.state");
        run("report", model.toString(), texts.toString(), "-o", whole.toString());
        String[] command = {
            "report",
            model.toString(),
            texts.toString(),
            "-o",
            parts.toString(),
            "--state",
            state.toString(),
            "--every",
            "50"
        };

        int code = EndedProcess.atFile(state, command);

        assertEquals(EndedProcess.code(), code);
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(
                    List.of(state),
                    files.filter(file -> file.toString().contains("parts.md")
                                    || file.toString().contains("report.state"))
                            .toList());
        }
        assertEquals(0, run(command).code());
        assertEquals(Files.readString(whole), Files.readString(parts));
    }

    @Test
    void pages_that_are_asked_to_end_are_written_anew_by_the_same_command() throws Exception {
        Path pages = Files.createDirectory(directory.resolve("pages"));
        String[] command = {"report", model.toString(), texts.toString(), "--html", pages.toString()};

        int code = EndedProcess.atLine("Read ", command);

        assertEquals(EndedProcess.code(), code);
        assertEquals(Map.of(), files(pages));
    }
}
