package org.dknn.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.conformal.Nonconformity;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.json.ExplanationJson;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a user starts it, on a small corpus that is easy to learn. */
class CommandLineTest {

    @TempDir
    private static Path directory;

    private static String model;
    private static String unseen;
    private static Result training;
    private static Result fitting;

    /** What a run left behind. */
    record Result(int code, String out, String err) {}

    static Result run(String... arguments) {
        return runOn(false, Map.of(), "", arguments);
    }

    static Result runOn(boolean isTerminal, Map<String, String> environment, String in, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Streams streams = new Streams(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                () -> {},
                false,
                isTerminal,
                isTerminal,
                environment);
        return new Result(Dknn.run(streams, arguments), out.toString(), err.toString());
    }

    @BeforeAll
    static void trainAndFit() throws IOException {
        Dataset<List<String>> corpus = MadeUpReviews.make(3).training();
        String file = write("seen.txt", corpus.holdOut(800, 1).heldOut(), "\t");
        unseen =
                write("unseen.txt", MadeUpReviews.make(4).test().holdOut(100, 1).heldOut(), " ");
        model = directory.resolve("the.model").toString();

        training = run("train", file, "--model", model, "--words", "whitespace", "--hold-out", "100");
        fitting = run("fit", model, "-k", "15");
    }

    private static String write(String name, Dataset<List<String>> texts, String between) throws IOException {
        List<String> names = List.of("bad", "good");
        return write(
                name,
                IntStream.range(0, texts.size())
                        .mapToObj(i -> names.get(texts.label(i))
                                + between
                                + String.join(" ", texts.inputs().get(i)))
                        .toList());
    }

    private static String write(String name, List<String> lines) throws IOException {
        return Files.write(directory.resolve(name), lines).toString();
    }

    @Test
    void reports_of_many_texts_are_directories() throws IOException {
        Path explained = directory.resolve("explained");
        Path judged = directory.resolve("judged");

        Result explain =
                run("explain", model, "--evidence", "--html", explained.toString(), "a gripping film .", "dull");
        Result report = run("report", model, unseen, "--html", judged.toString());
        Result both = run("explain", model, "--html", "pages", "--format", "csv", "dull");

        assertEquals(0, explain.code(), explain.err());
        assertTrue(explain.err().contains("Written: " + explained.resolve("index.html")), explain.err());
        String texts = Files.readString(explained.resolve("texts-1.html"));
        assertTrue(texts.contains("id=\"text-2\"") && texts.contains("Nearest that leave"), texts);
        assertEquals(0, report.code(), report.err());
        String index = Files.readString(judged.resolve("index.html"));
        assertTrue(index.contains("<h1>100 texts: ") && index.contains(" wrong, "), index);
        assertEquals(2, both.code());
        assertTrue(both.err().contains("--html writes pages into a directory"), both.err());
    }

    @Test
    void training_and_fitting_say_what_they_do_and_what_comes_next() {
        assertEquals(0, training.code(), training.err());
        assertTrue(
                training.err()
                        .contains("columns separated by tab, no header, texts in column 2, labels in column 1): 800"
                                + " texts of 2 classes: "),
                training.err());
        assertTrue(
                training.err()
                        .contains("Trains the cnn on 630 texts of 2 classes, chooses by 70, and holds out 100 for"
                                + " calibration."),
                training.err());
        assertTrue(training.err().contains("Next: dknn fit " + model), training.err());
        assertEquals(0, fitting.code(), fitting.err());
        assertTrue(
                fitting.err().contains("Stores 700 texts in the layers [pooled, dense1, dense2, dense3]"),
                fitting.err());
        assertTrue(
                fitting.err()
                        .contains("Texts unlike these are told by: distance in pooled, windows of three words, unknown"
                                + " words, unknown word pairs."),
                fitting.err());
        assertEquals("", training.out() + fitting.out());
    }

    @Test
    void a_text_is_explained_on_standard_output() {
        Result result = run("explain", model, "a gripping and clever film .", "--neighbors", "1");

        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().startsWith("a gripping and clever film .\ngood\ngood. Believe it? "), result.out());
        assertTrue(result.out().contains("ike the training texts"), result.out());
        assertTrue(
                result.out().contains("neighbors and network") && result.out().contains("conformity"), result.out());
    }

    @Test
    void values_have_intervals_if_asked_for() throws IOException {
        String[] explain = {"explain", model, "a gripping and clever film .", "--by"};
        String methods = "neighbors-and-network,neighbors,conformity,neighbors-leave-one-out,probability";

        Result bounded = run(with(explain, methods, "--intervals", "--format", "json"));
        Result bare = run(with(explain, methods, "--format", "json"));

        assertEquals(0, bounded.code(), bounded.err());
        List<Attributions> intervals =
                ExplanationJson.create().read(bounded.out()).attributions();
        List<Attributions> values = ExplanationJson.create().read(bare.out()).attributions();
        // six words by each method, but for the network's probability, which has no neighbors to draw
        assertEquals(
                List.of(6, 6, 6, 6, 0),
                intervals.stream().map(method -> method.intervals().size()).toList());
        for (int method = 0; method < values.size(); method++) {
            assertEquals(List.of(), values.get(method).intervals());
            assertArrayEquals(values.get(method).values(), intervals.get(method).values(), 1e-5);
        }
        String lines =
                run(with(explain, "neighbors-and-network", "--intervals")).out();
        assertTrue(lines.lines().anyMatch(line -> line.contains("gripping") && line.contains(" to +")), lines);
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it isn't a \"dull\" film, isn`t it",
                "@alice a dull film",
                "@",
                "$HOME ${sys:user.home} %PATH%",
                "a\\nb"
            })
    void texts_are_taken_as_they_are_given(String text) throws IOException {
        Result result = run("explain", model, "--format", "json", text);

        assertEquals(0, result.code(), result.err());
        assertEquals(text, ExplanationJson.create().read(result.out()).text());
        assertEquals(
                "-1 of ten",
                ExplanationJson.create()
                        .read(run("explain", model, "--format", "json", "--", "-1 of ten")
                                .out())
                        .text());
    }

    @Test
    void the_version_is_that_of_the_build() {
        for (String[] arguments : new String[][] {{"--version"}, {"fit", "-V"}}) {
            Result result = run(arguments);
            assertEquals(0, result.code(), result.err());
            assertTrue(result.out().matches("dknn \\d+\\.\\d+\\.\\d+\\S* \\(Java \\S+\\)\n"), result.out());
        }
    }

    @Test
    void shells_complete_commands_and_options() {
        String script = run("completion").out();

        assertTrue(script.startsWith("#!/usr/bin/env bash"), script);
        for (String known : List.of("explain", "--nonconformity", "log-ratio", "neighbors-and-network")) {
            assertTrue(script.contains(known), known);
        }
    }

    @Test
    void a_reader_that_has_enough_ends_the_run_in_silence() {
        AtomicInteger pieces = new AtomicInteger();
        StringWriter err = new StringWriter();
        StringWriter out = new StringWriter();
        Streams closed = new Streams(
                new ByteArrayInputStream("a film .\nno film .\nthe film .\n".getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                () -> {
                    pieces.incrementAndGet();
                    throw new ClosedPipeException(new IOException("Broken pipe"));
                },
                false,
                false,
                false,
                Map.of());

        int code = Dknn.run(closed, "--quiet", "explain", model, "--format", "json");

        assertEquals(0, code, err.toString());
        assertEquals("", err.toString());
        assertEquals(1, pieces.get());
        assertTrue(out.toString().lines().count() <= 1, out.toString());
    }

    @Test
    void texts_come_from_standard_input_too_and_empty_lines_are_none() {
        Result result = runOn(false, Map.of(), "a gripping film .\n\n  \na dull film .\n", "explain", model);

        assertEquals(0, result.code(), result.err());
        assertEquals(
                2,
                result.out()
                        .lines()
                        .filter(line -> line.startsWith("credibility"))
                        .count());
    }

    @Test
    void what_is_kept_with_a_model_says_how_texts_are_read() throws IOException {
        Path html = directory.resolve("html.model");
        Path lines = Path.of(write(
                "html.csv",
                IntStream.range(0, 60)
                        .mapToObj(i -> i % 2 == 0 ? "good,isn&rsquo;t it<br>fine " + i : "bad,<p>it&#39;s dull " + i)
                        .toList()));

        Result trained = run("train", lines.toString(), "-m", html.toString(), "--html", "--epochs", "1");
        Result fitted = run("fit", html.toString(), "-k", "5");
        Result explained = run("explain", html.toString(), "--format", "json", "isn&rsquo;t it<br>fine");

        assertTrue(trained.code() != 1, trained.err());
        // six texts for calibration: too few to tell whether anything was learned
        assertTrue(fitted.code() != 1, fitted.err());
        Explanation explanation = ExplanationJson.create().read(explained.out().strip());
        assertEquals("isn&rsquo;t it<br>fine", explanation.text());
        assertEquals(
                List.of("is", "n't", "it", "fine"),
                explanation.segments().get(0).tokens().stream()
                        .map(token -> token.word())
                        .toList());
    }

    @Test
    void json_can_be_read_back() throws IOException {
        Path file = directory.resolve("explanations.jsonl");
        String texts = write("two.txt", List.of("a gripping film .", "a dull film ."));

        Result result = run("explain", model, "--file", texts, "--format", "json", "--output", file.toString());

        assertEquals(0, result.code(), result.err());
        List<String> lines = Files.readAllLines(file);
        assertEquals(2, lines.size());
        Explanation second = ExplanationJson.create().read(lines.get(1));
        assertEquals("a dull film .", second.text());
        assertEquals("bad", second.labelName());
        assertEquals(
                "Read " + texts + " (UTF-8; one text per line): 2 texts.\nWritten: " + file.toAbsolutePath() + "\n",
                result.err());
    }

    @ParameterizedTest
    @CsvSource({"html, <!DOCTYPE html>", "markdown, | word |", "latex, colorbox", "plain, full bar"})
    void other_forms_are_written(String format, String sign) {
        Result result = run("explain", model, "a gripping <b> film .", "--format", format);

        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().toLowerCase(Locale.ROOT).contains(sign.toLowerCase(Locale.ROOT)), result.out());
        assertTrue(!format.equals("html") || !result.out().contains("gripping <b>"), result.out());
    }

    @Test
    void evidence_follows_the_explanation() {
        Result lines = run("explain", model, "--evidence", "a gripping and clever film .");
        Result page = run("explain", model, "--evidence", "--format", "html", "a gripping and clever film .");
        Result json = run("explain", model, "--evidence", "--format", "json", "a gripping and clever film .");

        assertTrue(lines.out().contains("pooled: nearest good\n"), lines.out());
        assertTrue(page.out().contains("<div class=\"evidence\">"), page.out());
        assertEquals(2, json.code());
        assertEquals(
                "dknn: evidence is written as console, plain or html, got json; see 'dknn explain --help'\n",
                json.err());
    }

    @Test
    void colours_are_for_terminals_that_want_them() {
        Map<String, String> terminal = Map.of("TERM", "xterm", "COLORTERM", "truecolor");
        String text = "a gripping film .";

        assertTrue(runOn(true, terminal, "", "explain", model, text).out().contains("\u001B["));
        assertTrue(run("explain", model, text, "--color", "always").out().contains("\u001B["));
        assertFalse(runOn(true, terminal, "", "explain", model, text, "--color", "never")
                .out()
                .contains("\u001B["));
        assertFalse(runOn(false, terminal, "", "explain", model, text).out().contains("\u001B["));
        assertFalse(runOn(true, Map.of("TERM", "xterm", "NO_COLOR", "1"), "", "explain", model, text)
                .out()
                .contains("\u001B["));
    }

    @Test
    void a_report_that_goes_on_is_that_of_one_run() throws IOException {
        String state = directory.resolve("state").toString();

        Result whole = run("report", model, unseen, "--minimum", "5", "--format", "csv");
        Result first =
                run("report", model, unseen, "--minimum", "5", "--format", "csv", "--state", state, "--every", "7");
        Result again = run("report", model, unseen, "--minimum", "5", "--format", "csv", "--state", state);
        Result other = run("report", model, unseen, "--by", "probability", "--state", state);

        assertEquals(0, whole.code(), whole.err());
        assertTrue(whole.out().startsWith("class,word,texts_explained,"), whole.out());
        assertTrue(whole.out().lines().count() > 5, whole.out());
        assertEquals(whole.out(), first.out());
        assertEquals(whole.out(), again.out());
        assertEquals(1, other.code());
        assertTrue(other.err().contains(state + " is the state of"), other.err());
    }

    @Test
    void an_evaluation_tells_accuracy_coverage_and_layers() {
        Result result = run("evaluate", model, unseen, "--level", "0.8", "--explanations", "10");
        Result fewer = run("evaluate", model, unseen, "--level", "0.8", "--explanations", "0");

        assertEquals(0, result.code(), result.err());
        String credibility = result.out()
                .lines()
                .filter(line -> line.startsWith("| credibility"))
                .findFirst()
                .orElseThrow();
        assertTrue(Double.parseDouble(credibility.split("\\|", -1)[2].strip()) > 0.9, result.out());
        assertTrue(result.out().contains("## Prediction sets at the level 0.8"), result.out());
        assertTrue(result.out().contains("## Layers that serve best"), result.out());
        assertTrue(result.out().contains("a mean over 10 texts"), result.out());
        assertTrue(result.out().contains("## What to choose"), result.out());
        assertTrue(result.out().contains("dknn fit " + model.replace("_", "\\_") + " --layers "), result.out());
        String before = fewer.out().substring(0, fewer.out().indexOf("## What to choose"));
        assertTrue(result.out().startsWith(before) && !fewer.out().contains("Explanations"), fewer.out());
    }

    @Test
    void an_evaluation_may_be_a_page() throws IOException {
        Path file = directory.resolve("evaluation.html");

        Result result =
                run("evaluate", model, unseen, "--explanations", "5", "--format", "html", "-o", file.toString());

        assertEquals(0, result.code());
        assertEquals("", result.out());
        assertTrue(result.err().endsWith(".\nWritten: " + file.toAbsolutePath() + "\n"), result.err());
        String page = Files.readString(file);
        assertTrue(page.startsWith("<!DOCTYPE html>"), page);
        assertTrue(page.contains("<h2>What to choose</h2>") && page.contains("<svg"), page);
        assertFalse(page.contains("<script") || page.contains("href=") || page.contains("src="), page);
    }

    @Test
    void a_quiet_run_says_only_results() {
        Result result = run("-q", "fit", model, "-k", "15");
        Result after = run("fit", model, "-k", "15", "--quiet");

        assertEquals(new Result(0, "", ""), result);
        assertEquals(new Result(0, "", ""), after);
    }

    @Test
    void a_bar_moves_on_a_terminal_and_nowhere_else() {
        String[] arguments = {"evaluate", model, unseen, "--explanations", "0"};

        Result shown = runOn(true, Map.of(), "", arguments);
        assertTrue(shown.err().contains("prediction"), shown.err());
        assertEquals(1, run(arguments).err().lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain", "nonsense", "explain DIR --format pdf", "train x", "fit --no-such-option DIR"})
    void what_is_not_understood_ends_with_2_and_one_line_that_names_the_help(String line) {
        Result result = run(line.split(" "));

        assertEquals(2, result.code());
        assertEquals("", result.out());
        assertTrue(result.err().matches("dknn: [^\n]+; see 'dknn[^\n]* --help'\n"), result.err());
    }

    @Test
    void without_a_command_all_commands_are_listed() {
        Result result = run();

        assertEquals(2, result.code());
        assertEquals(run("--help").out(), result.err());
    }

    @Test
    void a_wrong_option_is_named_beside_those_that_are_like_it() {
        assertEquals(
                "dknn: Unknown option: '--no-such-option'; like it: --nonconformity, --no-label-checks; see 'dknn fit --help'\n",
                run("fit", "--no-such-option", model).err());
    }

    @Test
    void help_names_every_nonconformity() {
        String help = run("fit", "--help").out().replaceAll("\\s+", " ");

        String names = Nonconformity.all().stream().map(Nonconformity::name).collect(Collectors.joining(", "));
        assertTrue(help.contains("Measure of how badly a label fits: " + names + ". Default: log-ratio."), help);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train",
                "import",
                "fit",
                "explain",
                "pairs",
                "predict",
                "report",
                "evaluate",
                "audit",
                "completion"
            })
    void help_teaches_by_examples(String command) {
        Result result = run(command, "--help");

        assertEquals(0, result.code());
        assertTrue(result.out().contains("$ dknn " + command + " "), result.out());
        assertTrue(result.out().contains("Exit codes:"), result.out());
        assertTrue(result.out().lines().allMatch(text -> text.length() <= 80), result.out());
        assertTrue(run("--help").out().contains("  " + command + " "));
    }

    private static void assertFails(String message, String... arguments) {
        Result result = run(arguments);

        assertEquals("dknn: " + message + "\n", result.err());
        assertEquals(1, result.code());
        assertEquals("", result.out());
    }

    @Test
    void failures_are_told_in_one_line_with_file_and_line() throws IOException {
        assertFails("there is no /no/file", "train", "/no/file", "-m", "x");
        assertFails(
                "there is no /no/model with a model in it; 'dknn train' or 'dknn import' makes one",
                "explain",
                "/no/model",
                "x");
        assertFails("there is no /no/file", "report", model, "/no/file");
        assertFails("there is no /no/file", "explain", model, "-f", "/no/file");
        String unknown = write("unknown.txt", List.of("good fine", "ugly x"));
        assertFails(
                unknown + ": 1 bad line; correct the file, or leave such lines out by --skip-bad\n"
                        + "  line 2: the label \"ugly\" is none of the classes [bad, good]",
                "evaluate",
                model,
                unknown);
        String bare = write("bare.txt", List.of("good\tfine", "bad", "", "bad\tx", "bad\ty"));
        assertFails(
                bare + ": 1 bad line; correct the file, or leave such lines out by --skip-bad\n  line 2: has no text",
                "train",
                bare,
                "-m",
                "x");
    }

    /** What the range is, the files tell. */
    @Test
    void options_out_of_the_range_of_the_files_are_refused_before_anything_is_made() throws IOException {
        Result layers = run("fit", model, "--layers", "dense9");
        Result twice = run("fit", model, "--layers", "dense1,dense1");
        Result heldOut =
                run("-q", "train", write("two lines.txt", List.of("a x", "b y")), "-m", "x", "--hold-out", "5");

        assertEquals(
                "dknn: --layers needs layers of [pooled, dense1, dense2, dense3], got dense9; see 'dknn fit --help'\n",
                layers.err());
        assertEquals("dknn: --layers needs different names, got dense1 twice; see 'dknn fit --help'\n", twice.err());
        assertEquals("dknn: --hold-out needs 1..1 of the 2 texts, got 5; see 'dknn train --help'\n", heldOut.err());
        assertEquals(List.of(2, 2, 2), List.of(layers.code(), twice.code(), heldOut.code()));
    }

    /** There is no such model, so nothing of it is read. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "evaluate DIR FILE --level 1.5!--level needs a number in (0, 1), got 1.5",
                "explain DIR x -f FILE!needs texts as arguments or in a file, got both",
                "predict DIR x -f FILE!needs texts as arguments or in a file, got both",
                "predict DIR x --error-rate 0.1!--error-rate and --failure need --abstain FILE",
                "predict DIR x --abstain FILE --error-rate 2!--error-rate needs a number in (0, 1), got 2",
                "fit DIR -k 0!--neighbors needs a whole number from 1 on, got 0",
                "pairs DIR x!needs two texts, got 1",
                "pairs DIR x y -f FILE!needs two texts as arguments or pairs in a file, got both",
                "pairs DIR!needs two texts as arguments or pairs in a file, got neither"
            })
    void arguments_that_do_not_go_together_are_refused_before_a_model_is_read(String line, String message) {
        Result result = run(line.split(" "));

        assertEquals(2, result.code());
        String command = line.substring(0, line.indexOf(' '));
        assertEquals("dknn: " + message + "; see 'dknn " + command + " --help'\n", result.err());
    }

    @Test
    void predictions_are_rows() throws IOException {
        String many = write("many.txt", List.of("a gripping film .", "a \"dull\", clumsy film .", "zzz"));

        Result plain = run("predict", model, "a gripping film .");
        Result csv = run("predict", model, "-f", many, "--format", "csv");
        Result json = run("predict", model, "-f", many, "--format", "json");

        assertEquals(0, plain.code(), plain.err());
        assertTrue(
                plain.out()
                        .matches(
                                "label  credibility  confidence  network  probability  like[^\n]*\ngood +[01]\\.[^\n]*\n"),
                plain.out());
        List<String> rows = csv.out().lines().toList();
        assertEquals(4, rows.size());
        assertEquals(
                "\"label\",\"credibility\",\"confidence\",\"network\",\"probability\",\"like the training texts\",\"text\"",
                rows.get(0));
        assertTrue(
                rows.get(2)
                        .matches(
                                "\"(bad|good)\",[\\d.]+,[\\d.]+,\"(bad|good)\",[\\d.]+,\"(yes|no)\",\"a \"\"dull\"\", clumsy film .\""),
                rows.get(2));
        assertTrue(json.out().startsWith("{\"label\":\"good\",\"credibility\":0."), json.out());
    }

    @Test
    void predictions_abstain_where_an_answer_may_be_wrong() {
        Result result = run(
                "predict",
                model,
                "a gripping film .",
                "zzz",
                "--abstain",
                unseen,
                "--error-rate",
                "0.2",
                "--format",
                "tsv");

        assertEquals(0, result.code(), result.err());
        assertTrue(result.err().contains("Chooses by 100 texts when to abstain.\nAnswers "), result.err());
        List<String> rows = result.out().lines().toList();
        assertTrue(rows.get(0).startsWith("answer\tabstains because of\tlabel\t"), rows.get(0));
        for (String row : rows.subList(1, 3)) {
            assertTrue(row.matches("(good|bad)\\t\\t.*|\\t(unlike the training texts|low probability)\\t.*"), row);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "tsv"})
    void explanations_in_rows_have_a_column_per_method(String format) {
        Result result = run("explain", model, "--format", format, "a gripping film .", "dull");

        assertEquals(0, result.code(), result.err());
        List<String> rows = result.out()
                .lines()
                .map(row -> row.replace("\"", "").replace('\t', ','))
                .toList();
        assertEquals(
                "number,label,credibility,confidence,network,probability,segment,position,word,neighbors and network,conformity",
                rows.get(0));
        assertEquals(1 + 4 + 1, rows.size());
        assertTrue(
                rows.get(2).matches("1,good,[\\d.E-]+,[\\d.]+,good,[\\d.]+,text,2,gripping,[\\d.]+,[-\\d.E]+"),
                rows.get(2));
        assertTrue(rows.get(5).startsWith("2,bad,"), rows.get(5));
    }

    @Test
    void who_types_texts_is_told_that_they_are_read() {
        StringWriter err = new StringWriter();
        Streams typed = new Streams(
                new ByteArrayInputStream("a gripping film\n".getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                () -> {},
                true,
                false,
                false,
                Map.of());

        assertEquals(0, Dknn.run(typed, "predict", model));
        assertTrue(err.toString().startsWith("Reads texts from the terminal, one per line; Ctrl-D"), err.toString());
        assertFalse(runOn(false, Map.of(), "dull\n", "predict", model).err().contains("terminal"));
    }

    @Test
    void long_texts_are_explained_by_sentence_first_unless_by_word_is_asked_for() {
        String text = "a gripping film . a dull film . the film . a warm one . a film . the end .";
        String[] command = {"explain", model, "--by", "neighbors-and-network", "--format", "csv", text};

        Result console = run("explain", model, text);
        List<String> bySentence = run(command).out().lines().toList();
        List<String> byWord = run(
                        "explain", model, "--by-word", "--by", "neighbors-and-network", "--format", "csv", text)
                .out()
                .lines()
                .toList();

        assertTrue(console.out().contains("strongest of 6 sentences, neighbors and network"), console.out());
        assertTrue(console.out().contains(" of other sentences\n"), console.out());
        assertEquals(byWord.size(), bySentence.size());
        assertEquals(byWord.get(0), bySentence.get(0));
        assertNotEquals(byWord, bySentence);
    }

    @Test
    void an_audit_tells_wrong_labels() throws IOException {
        Dataset<List<String>> corpus =
                MadeUpReviews.make(6).training().holdOut(300, 1).heldOut();
        List<String> lines = new ArrayList<>(IntStream.range(0, 300)
                .mapToObj(i -> (corpus.label(i) == (i == 7 ? 0 : 1) ? "good" : "bad") + "\t"
                        + String.join(" ", corpus.inputs().get(i)))
                .toList());
        String reference = write("reference.txt", lines);
        String other = directory.resolve("audited.model").toString();
        copy(Path.of(model), Path.of(other));
        Result fit = run("fit", other, "-k", "15", "--reference", reference);

        Result markdown = run("audit", other, "--top", "5");
        Result csv = run("audit", other, "--format", "csv");
        Result html = run("audit", other, "--format", "html");

        assertEquals(0, markdown.code(), markdown.err());
        String wrong = String.join(" ", corpus.inputs().get(7));
        for (String heading : List.of("Suspect labels", "Duplicates that contradict each other", "Hubs")) {
            assertTrue(markdown.out().contains("\n## " + heading + "\n"), markdown.out());
            assertTrue(html.out().contains("<h2>" + heading + "</h2>"), html.out());
        }
        assertTrue(
                csv.out().lines().anyMatch(row -> row.startsWith("\"suspect label\",8,") && row.contains(wrong)),
                csv.out());
        assertTrue(csv.out().lines().filter(row -> row.startsWith("\"hub\"")).count() == 20, csv.out());
        assertEquals(0, fit.code(), fit.err());
        assertTrue(fit.err().contains("Checks the labels of these 300 texts by their neighbors.\n"), fit.err());
        assertTrue(fit.err().matches("(?s).*\n\\d+ of them are marked as perhaps mislabelled.*"), fit.err());
        suspects_are_marked_wherever_they_are_shown(other, wrong);
        assertEquals(
                0,
                run("fit", other, "-k", "15", "--reference", reference, "--no-label-checks")
                        .code());
        assertFalse(run("explain", other, wrong).out().contains("mislabelled"));
    }

    private static void suspects_are_marked_wherever_they_are_shown(String model, String wrong) throws IOException {
        String marked = "perhaps mislabelled: its neighbors say ";
        String labelled = write("suspect.txt", List.of("bad\t" + wrong));
        String pages = directory.resolve("suspects").toString();
        String console = run("explain", model, wrong).out().replaceAll("\\s+", " ");
        assertTrue(console.contains(marked), console);
        assertTrue(run("explain", model, "--format", "html", wrong).out().contains(marked));
        assertEquals(0, run("report", model, labelled, "--html", pages).code());
        assertTrue(Files.readString(Path.of(pages, "texts-1.html")).contains(marked));
        try (SavedModel saved = SavedModel.load(Path.of(model))) {
            assertEquals(300, saved.classifier().labelChecks().size());
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Test
    void a_model_is_served_until_the_run_is_interrupted() throws Exception {
        PipedReader printed = new PipedReader();
        PrintWriter out = new PrintWriter(new PipedWriter(printed));
        AtomicInteger code = new AtomicInteger(-1);
        Thread serving = new Thread(() -> code.set(Dknn.run(
                new ByteArrayInputStream(new byte[0]),
                out,
                new PrintWriter(new StringWriter()),
                "-q",
                "serve",
                model)));

        serving.start();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(new BufferedReader(printed).readLine()).resolve("fragment"))
                .POST(HttpRequest.BodyPublishers.ofString("text=a+gripping+film"))
                .build();
        HttpResponse<String> fragment = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        serving.interrupt();
        serving.join();

        assertEquals(0, code.get());
        assertTrue(fragment.body().contains("gripping"), fragment.body());
        assertTrue(fragment.body().contains("<a href=\"training?number="), fragment.body());
    }

    @Test
    void training_texts_are_shown_as_they_were_written() throws IOException {
        List<String> lines = IntStream.range(0, 60)
                .mapToObj(i -> i % 2 == 0 ? "good,Isn't it GREAT? (No " + i + ")" : "bad,I can't stand it: " + i)
                .toList();
        String written = directory.resolve("written.model").toString();
        run("train", write("written.csv", lines), "-m", written, "--epochs", "1");
        run("fit", written, "-k", "5");

        String shown = run("explain", written, "isn't it great", "--format", "markdown")
                .out();

        assertTrue(shown.contains("| Isn't it GREAT? (No "), shown);
        assertFalse(shown.contains("-lrb-"), shown);
    }

    @Test
    void accuracies_stand_beside_the_majority_class() {
        String beside =
                "The network is right for \\d\\.\\d{3} of 100 texts, always answering \"(good|bad)\" for 0\\.\\d{3}\\.";

        assertTrue(training.err().lines().anyMatch(line -> line.matches(beside)), training.err());
        assertTrue(fitting.err().lines().anyMatch(line -> line.matches(beside)), fitting.err());
        assertTrue(
                fitting.err().lines().anyMatch(line -> line.startsWith("The neighbors are right for ")), fitting.err());
        Result page = run("evaluate", model, unseen, "--explanations", "0");
        assertEquals(0, page.code(), page.err());
        assertTrue(page.out().contains("The network is right for "), page.out());
        assertEquals(
                2,
                page.out().lines().filter(line -> line.startsWith("| always ")).count(),
                page.out());
    }

    @Test
    void words_of_a_network_that_has_learned_matter() throws IOException {
        assertTrue(
                fitting.err()
                        .contains(
                                "Explains 100 of them, to measure which values of words are noise and how often verdicts"
                                        + " are right.\n"),
                fitting.err());
        Result result = run(
                "explain",
                model,
                "-f",
                write("opinions.txt", List.of("a gripping and clever film .", "a dull and clumsy film .")),
                "--format",
                "json");

        for (String line : result.out().lines().toList()) {
            List<Attributions> values = ExplanationJson.create().read(line).attributions();
            assertTrue(values.stream().allMatch(method -> method.limits().isPresent()), line);
            assertFalse(values.get(0).isAllNoise(), line);
        }
    }

    /** Each text is there once as good and once as bad, so nothing can be learned. */
    @Test
    void nothing_learned_has_an_exit_code_of_its_own_and_recommends_nothing() throws IOException {
        List<String> texts = Files.readAllLines(Path.of(unseen)).stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
        String mixed = write("mixed.txt", mixed(texts.subList(0, 60)));
        String learnedNothing = directory.resolve("nothing.model").toString();

        Result train =
                run("train", mixed, "-m", learnedNothing, "--words", "whitespace", "--hold-out", "20", "--epochs", "3");
        Result fit = run("fit", learnedNothing, "-k", "5");
        Result evaluate = run("evaluate", learnedNothing, mixed, "--explanations", "0");
        Result explain = run("explain", learnedNothing, "a dull film");

        for (Result result : List.of(train, fit)) {
            assertEquals(3, result.code(), result.err());
            assertTrue(result.err().contains("Nothing learned. The network is right for "), result.err());
            assertTrue(result.err().endsWith("Saved in " + learnedNothing + ".\n"), result.err());
        }
        assertEquals(3, evaluate.code(), evaluate.err());
        assertTrue(evaluate.err().contains("\nNothing learned. "), evaluate.err());
        assertTrue(evaluate.out().contains("Nothing learned. The network is right for "), evaluate.out());
        assertTrue(evaluate.out().contains("Nothing is recommended"), evaluate.out());
        assertFalse(evaluate.out().contains("--layers"), evaluate.out());
        assertEquals(0, explain.code(), explain.err());
        assertTrue(explain.err().startsWith("Warning: this network has learned nothing."), explain.err());
        String some = write("some.txt", texts.subList(60, 80));
        long silent = run("explain", learnedNothing, "-f", some, "--by", "neighbors-and-network")
                .out()
                .lines()
                .filter(line -> line.contains("no word matters here"))
                .count();
        assertTrue(silent >= 15, "of 20 texts " + silent + " have no word that matters");
    }

    /** Each text once as good and once as bad. */
    private static List<String> mixed(List<String> texts) {
        return texts.stream()
                .flatMap(text -> Stream.of("good\t" + text, "bad\t" + text))
                .toList();
    }

    /** Twenty texts of two classes, six classes, one of three texts, one text many times, a text of 3,000 words. */
    @ParameterizedTest
    @ValueSource(strings = {"tiny", "six", "rare", "copies", "long"})
    void sets_of_any_shape_are_trained_on(String shape) throws IOException {
        List<String> lines = IntStream.range(0, shape.equals("tiny") ? 20 : 60)
                .mapToObj(i -> switch (shape) {
                    case "six" -> "class" + i % 6 + "\tword" + i % 6 + " and so on";
                    case "rare" -> (i < 3 ? "rare" : "plain") + "\tword" + i % 7 + " here";
                    case "copies" -> (i % 3 == 0 ? "bad" : "good") + "\tthe same text";
                    case "long" -> "c" + i % 2 + "\t" + "a word ".repeat(i == 0 ? 1_500 : 2);
                    default -> "c" + i % 2 + "\tword" + i % 2 + " here";
                })
                .toList();
        String into = directory.resolve(shape + ".model").toString();

        Result train = run("train", write(shape + ".txt", lines), "-m", into, "--epochs", "2");

        assertTrue(train.code() == 0 || train.code() == 3, train.err());
        assertTrue(train.err().contains(", always answering \""), train.err());
    }

    @Test
    void texts_of_one_class_are_refused() throws IOException {
        Result train = run("train", write("one.txt", List.of("good a", "good b", "good c")), "-m", "x");

        assertEquals(1, train.code());
        assertTrue(train.err().contains("needs texts of at least two classes, got only \"good\""), train.err());
    }

    @Test
    void a_model_without_neighbors_says_how_to_get_them() throws IOException {
        Path bare = Files.createDirectories(directory.resolve("bare.model"));
        Files.copy(Path.of(model, "model.properties"), bare.resolve("model.properties"));

        assertFails(bare + " is not fitted yet; run 'dknn fit " + bare + "'", "explain", bare.toString(), "x");
    }

    @Test
    void a_failed_run_leaves_the_old_result() throws IOException {
        Path file = Files.writeString(directory.resolve("old.html"), "old");

        Result result = run("explain", model, "-f", "/no/file", "-o", file.toString());

        assertEquals(1, result.code());
        assertEquals("old", Files.readString(file));
        try (var files = Files.list(directory)) {
            assertTrue(files.noneMatch(left -> left.toString().endsWith(".part")));
        }
    }
}
