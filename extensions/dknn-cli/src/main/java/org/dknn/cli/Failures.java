package org.dknn.cli;

import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.dknn.cli.data.BadLinesException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** What is said of failures: one line on standard error, and an exit code. */
final class Failures {

    private Failures() {}

    /** Of a command that ran. Nothing is said of a reader who needs no more, such as {@code head}. */
    static int ofRun(Streams streams, Exception failure) {
        if (failure instanceof ClosedPipeException) {
            return CommandLine.ExitCode.OK;
        }
        String message = message(failure);
        streams.err()
                .println("dknn: "
                        + (failure instanceof BadLinesException
                                ? message.lines().collect(Collectors.joining("\n"))
                                : line(message)));
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Of arguments that are not understood. */
    static int ofArguments(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        List<String> like = failure instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions()
                : List.of();
        command.getErr()
                .println("dknn: " + line(ofArgument(failure))
                        + (like.isEmpty() ? "" : "; like it: " + String.join(", ", like)) + "; see '"
                        + command.getCommandSpec().qualifiedName() + " --help'");
        return CommandLine.ExitCode.USAGE;
    }

    private static String ofArgument(ParameterException failure) {
        return failure.getCause() instanceof Ranges.OutOfRange range
                        && failure.getArgSpec() instanceof OptionSpec option
                ? option.longestName() + " " + range.getMessage()
                : message(failure);
    }

    /** Refuses a name that is there twice in the value of an option. */
    static void requireDifferent(CommandSpec command, String option, List<?> names) {
        Set<Object> seen = new HashSet<>();
        for (Object name : names) {
            if (!seen.add(name)) {
                throw refused(command, option + " needs different names, got " + name + " twice");
            }
        }
    }

    /**
     * Refuses the first of some options that is there.
     *
     * @param options that would be without effect
     * @param message with the name of the option
     */
    static void requireWithout(CommandSpec command, List<String> options, UnaryOperator<String> message) {
        for (String option : options) {
            if (command.commandLine().getParseResult().hasMatchedOption(option)) {
                throw refused(command, message.apply(option));
            }
        }
    }

    /** Arguments that do not go together, or are out of range: refused before a model is loaded. */
    static ParameterException refused(CommandSpec command, String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private static String line(String message) {
        return message.replaceAll("\\s+", " ").strip();
    }

    private static String message(Exception failure) {
        if (failure instanceof ClosedByInterruptException) {
            return "interrupted";
        }
        if (failure instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        if (failure instanceof FileSystemException file) {
            String reason = file.getReason() == null
                    ? file.getClass().getSimpleName().replace("Exception", "")
                    : file.getReason();
            return "cannot use " + file.getFile() + ": " + reason;
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message;
    }
}
