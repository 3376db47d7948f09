package org.dknn.cli;

import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program {@code dknn}. */
@Command(
        name = "dknn",
        description = "Trains text classifiers, explains their predictions by the training texts behind them, and says"
                + " how far to believe them (Deep k-Nearest Neighbors).",
        mixinStandardHelpOptions = true,
        versionProvider = Dknn.OfJar.class,
        scope = CommandLine.ScopeType.INHERIT,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all went well",
            "1:it failed; one line on standard error says why",
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
            "'dknn COMMAND --help' tells more of each."
        })
public final class Dknn implements Runnable {

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but results and errors.",
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
            return new String[] {
                "dknn "
                        + Optional.ofNullable(Dknn.class.getPackage().getImplementationVersion())
                                .orElse("(not packaged)")
            };
        }
    }

    /** Runs the command that the arguments name, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(Streams.ofProcess(), arguments));
    }

    /** Runs a command; what it says goes to the streams given. */
    static int run(Streams streams, String... arguments) {
        CommandLine line = new CommandLine(new Dknn(streams))
                .setOut(streams.out())
                .setErr(streams.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> fail(streams, failure));
        int code = line.execute(arguments);
        streams.flush();
        return code;
    }

    /** Without a command: tells what there is. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command? One of those below.");
    }

    /** Where commands read and write, and whether they talk. */
    Session session() {
        return new Session(streams, isQuiet);
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
            return "cannot use " + file.getFile() + ": "
                    + file.getClass().getSimpleName().replace("Exception", "");
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message;
    }
}
