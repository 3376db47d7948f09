package org.dknn.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program {@code dknn}. */
@Command(
        name = "dknn",
        description =
                "Trains text classifiers, explains their predictions by the training texts behind them, and tells how"
                        + " far to trust them (Deep k-Nearest Neighbors).",
        mixinStandardHelpOptions = true,
        versionProvider = Dknn.OfJar.class,
        scope = CommandLine.ScopeType.INHERIT,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:success",
            "1:failure; one line on standard error gives the reason",
            "2:the command was not understood"
        },
        subcommands = {
            TrainCommand.class,
            ImportCommand.class,
            FitCommand.class,
            ExplainCommand.class,
            ReportCommand.class,
            EvaluateCommand.class
        },
        footerHeading = "%nFrom a file of labelled lines to an explanation:%n",
        footer = {
            "  $ cat reviews.txt",
            "  good a gripping , funny film",
            "  bad a dull and small story",
            "  ...",
            "  $ dknn train reviews.txt --model reviews.model",
            "  $ dknn fit reviews.model",
            "  $ dknn explain reviews.model \"A gripping, funny film.\"",
            "  $ dknn evaluate reviews.model unseen.txt",
            "  $ dknn report reviews.model unseen.txt",
            "",
            "'dknn COMMAND --help' describes each."
        })
public final class Dknn implements Runnable {

    /** End of the description of an option. */
    static final String DEFAULT = " Default: ${DEFAULT-VALUE}.";

    /** End of the description of an option with fixed values. */
    static final String CHOICES = ": ${COMPLETION-CANDIDATES}." + DEFAULT;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print results and errors alone.",
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

    /** Runs a command; its output goes to the streams given. */
    static int run(Streams streams, String... arguments) {
        int code = new CommandLine(new Dknn(streams))
                .setOut(streams.out())
                .setErr(streams.err())
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

    Streams streams() {
        return streams;
    }

    /** Reports on standard error. */
    void say(String line) {
        if (!isQuiet) {
            streams.err().println(line);
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
        streams.err().println("dknn: " + message(failure).replaceAll("\\s+", " "));
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
