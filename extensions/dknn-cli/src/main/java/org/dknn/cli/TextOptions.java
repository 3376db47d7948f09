package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A model and texts without labels for it: arguments, a file, or standard input. */
final class TextOptions {

    private static final Path STANDARD_INPUT = Path.of("-");

    @Parameters(index = "0", paramLabel = "DIR", descriptionKey = "DIR")
    private Path model;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TEXT", descriptionKey = "TEXT")
    private List<String> texts = List.of();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE")
    private Optional<Path> file = Optional.empty();

    @Mixin
    private DataOptions data;

    /** Directory of the model. */
    Path model() {
        return model;
    }

    /** How files are read. */
    DataOptions data() {
        return data;
    }

    /** Refuses texts in two places. */
    void check(CommandSpec command) {
        if (file.isPresent() && !texts.isEmpty()) {
            throw Failures.refused(command, "needs texts as arguments or in a file, got both");
        }
    }

    /** The texts, without empty lines. A file is read as a whole, so that bad lines are told before the first answer. */
    List<String> read(Dknn dknn) throws IOException {
        if (!texts.isEmpty()) {
            return texts;
        }
        Path source = file.orElse(STANDARD_INPUT);
        if (source.equals(STANDARD_INPUT) && dknn.streams().isInTerminal()) {
            dknn.say("Reads texts from the terminal, one per line; Ctrl-D on a line of its own ends them.");
        }
        return dknn.reader(data).texts(source);
    }
}
