package org.dknn.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import org.dknn.DeepKnn;
import org.dknn.activation.ActivationExtractor;
import org.dknn.cli.data.ReadingOptions;
import org.dknn.cli.data.TextReader;
import org.dknn.cli.encoder.EncoderFiles;
import org.dknn.cli.evaluation.Learned;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program {@code dknn}. */
@Command(
        name = "dknn",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        sortOptions = false,
        usageHelpAutoWidth = true,
        subcommands = {
            TrainCommand.class,
            ImportCommand.class,
            FitCommand.class,
            ExplainCommand.class,
            PairsCommand.class,
            PredictCommand.class,
            ReportCommand.class,
            EvaluateCommand.class,
            AuditCommand.class,
            ServeCommand.class,
            CompletionCommand.class
        })
public final class Dknn implements Callable<Integer> {

    /** Exit code where the majority class is not beaten by more than chance. */
    static final int NOTHING_LEARNED = 3;

    @Option(
            names = {"-q", "--quiet"},
            scope = CommandLine.ScopeType.INHERIT)
    private boolean isQuiet;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final Streams streams;
    private final List<ActivationExtractor<?>> opened = new ArrayList<>();

    Dknn(Streams streams) {
        this.streams = streams;
    }

    /** Runs the command that the arguments name, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(Interruption.run(() -> run(Streams.ofProcess(), arguments)));
    }

    /**
     * Runs a command within a program.
     *
     * @param in standard input of the command
     * @param out gets results
     * @param err gets progress, warnings and errors
     * @return the exit code
     */
    public static int run(InputStream in, PrintWriter out, PrintWriter err, String... arguments) {
        return run(new Streams(in, out, err, () -> {}, false, false, false, Map.of()), arguments);
    }

    /** Runs a command; its output goes to the streams given. */
    static int run(Streams streams, String... arguments) {
        Dknn dknn = new Dknn(streams);
        int code = new CommandLine(dknn)
                .setOut(streams.out())
                .setErr(streams.err())
                .setResourceBundle(ResourceBundle.getBundle("org.dknn.cli.help"))
                .setCaseInsensitiveEnumValuesAllowed(true)
                // texts may begin with @
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((failure, words) -> Failures.ofArguments(failure))
                .setExecutionExceptionHandler((failure, command, parsed) -> Failures.ofRun(streams, failure))
                .execute(arguments);
        dknn.opened.forEach(EncoderFiles::close);
        streams.flush();
        return code;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(streams.err());
        return CommandLine.ExitCode.USAGE;
    }

    /** Success, or the code of a network that has learned nothing. */
    static int exitCode(Learned learned) {
        return learned == Learned.NO ? NOTHING_LEARNED : CommandLine.ExitCode.OK;
    }

    Streams streams() {
        return streams;
    }

    /** Reports on standard error. */
    void say(String line) {
        if (!isQuiet) {
            streams.err().println(line);
        }
    }

    /** Reports what looks wrong on standard error, in quiet runs too. */
    void warn(String line) {
        streams.err().println(line);
    }

    /** A reader of people's files. */
    TextReader reader(DataOptions options) {
        return reader(options.chosen());
    }

    /** A reader of people's files. */
    TextReader reader(ReadingOptions options) {
        return new TextReader(options, streams.in(), this::say, this::warn);
    }

    /** A reader of files that dknn has written, which need no remarks. */
    TextReader ownReader() {
        return new TextReader(ReadingOptions.NONE, streams.in(), line -> {}, this::warn);
    }

    /** Warns that a network had learned nothing when it was trained or fitted, in quiet runs too. */
    void warnOfNothingLearned(ModelSettings settings) {
        if (settings.learned() == Learned.NO) {
            warn(
                    "Warning: this network has learned nothing. When it was fitted, it did not beat the majority class, so what"
                            + " is said of texts here is noise.");
        }
    }

    /** Loads a fitted model, which takes a second or more; the caller closes it. */
    DeepKnn<List<String>> load(ModelDirectory directory) throws IOException {
        try (ProgressBars bars = bars()) {
            bars.onProgress("model", 0, 1);
            DeepKnn<List<String>> fitted = directory.load();
            opened.add(fitted.extractor());
            bars.onProgress("model", 1, 1);
            return fitted;
        }
    }

    /** The network of a model with some of its layers, until the command ends. */
    ActivationExtractor<List<String>> extractor(ModelDirectory directory, ModelSettings settings) throws IOException {
        ActivationExtractor<List<String>> extractor = directory.extractor(settings);
        opened.add(extractor);
        return extractor;
    }

    /** The training texts behind a model, as they were written, where these were kept. */
    TrainingTexts trainingTexts(ModelDirectory directory, DeepKnn<List<String>> fitted) throws IOException {
        return new TrainingTexts(directory, fitted, ownReader());
    }

    /** Progress bars where standard error is a terminal. */
    ProgressBars bars() {
        return new ProgressBars(!isQuiet && streams.isErrTerminal(), streams.err());
    }

    /** Progress bars of results that come one by one: none where these appear on the terminal themselves. */
    ProgressBars barsBeside(Optional<Path> output) {
        boolean isSeen = output.isEmpty() && streams.isOutTerminal();
        return new ProgressBars(!isQuiet && streams.isErrTerminal() && !isSeen, streams.err());
    }

    /** Opens the place of results: a file, or standard output. */
    ResultWriter open(Optional<Path> file) {
        return new ResultWriter(streams, file, this::say);
    }
}
