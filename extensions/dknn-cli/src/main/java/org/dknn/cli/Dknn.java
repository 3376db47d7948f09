package org.dknn.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.dknn.cli.data.BadLinesException;
import org.dknn.cli.data.ReadingOptions;
import org.dknn.cli.data.TextReader;
import org.dknn.cli.evaluation.Learned;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program {@code dknn}. */
@Command(
        name = "dknn",
        mixinStandardHelpOptions = true,
        versionProvider = Dknn.OfJar.class,
        scope = CommandLine.ScopeType.INHERIT,
        sortOptions = false,
        usageHelpAutoWidth = true,
        subcommands = {
            TrainCommand.class,
            ImportCommand.class,
            FitCommand.class,
            ExplainCommand.class,
            ReportCommand.class,
            EvaluateCommand.class
        })
public final class Dknn implements Runnable {

    /** Exit code where the majority class is not beaten by more than chance. */
    static final int NOTHING_LEARNED = 3;

    @Option(
            names = {"-q", "--quiet"},
            scope = CommandLine.ScopeType.INHERIT)
    private boolean isQuiet;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final Streams streams;

    Dknn(Streams streams) {
        this.streams = streams;
    }

    /** The version that the build wrote into the jar. */
    static final class OfJar implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Dknn.class.getPackage().getImplementationVersion();
            return new String[] {"dknn " + Optional.ofNullable(version).orElse("(not packaged)")};
        }
    }

    /** Runs the command that the arguments name, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(Streams.ofProcess(), arguments));
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
        return run(new Streams(in, out, err, false, false, Map.of()), arguments);
    }

    /** Runs a command; its output goes to the streams given. */
    static int run(Streams streams, String... arguments) {
        int code = new CommandLine(new Dknn(streams))
                .setOut(streams.out())
                .setErr(streams.err())
                .setResourceBundle(ResourceBundle.getBundle("org.dknn.cli.help"))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> fail(streams, failure))
                .execute(arguments);
        streams.flush();
        return code;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command? One of those below.");
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
    private void warn(String line) {
        streams.err().println(line);
    }

    /** A reader of people's files. */
    TextReader reader(DataOptions options) {
        return new TextReader(options.chosen(), streams.in(), this::say, this::warn);
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

    /** Progress bars where standard error is a terminal. */
    ProgressBars bars() {
        return new ProgressBars(!isQuiet && streams.isErrTerminal(), streams.err());
    }

    /** Opens the place of results: a file, or standard output. */
    ResultWriter open(Optional<Path> file) throws IOException {
        return file.isPresent() ? ResultWriter.to(file.get(), this::say) : ResultWriter.to(streams.out());
    }

    private static int fail(Streams streams, Exception failure) {
        String message = message(failure);
        streams.err()
                .println("dknn: "
                        + (failure instanceof BadLinesException
                                ? message.lines().collect(Collectors.joining("\n"))
                                : message.replaceAll("\\s+", " ")));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String message(Exception failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        if (failure instanceof FileSystemException file) {
            String reason = file.getClass().getSimpleName().replace("Exception", "");
            return "cannot use " + file.getFile() + ": " + reason;
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message;
    }
}
