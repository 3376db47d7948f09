package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One run of a command.
 *
 * @param streams what it reads and writes
 * @param isQuiet whether it says nothing but results and errors
 */
record Session(Streams streams, boolean isQuiet) {

    /** Says how it goes, on standard error. */
    void say(String line) {
        if (!isQuiet) {
            streams.err().println(line);
        }
    }

    /** Shows how far a pass has come: a bar where standard error is a terminal, else nothing. */
    ProgressBars bars() {
        return new ProgressBars(!isQuiet && streams.isErrTerminal(), streams.err());
    }

    /** Opens the place of results: a file, or else standard output. */
    ResultWriter open(Optional<Path> file) throws IOException {
        return file.isPresent() ? ResultWriter.to(file.get(), this) : ResultWriter.to(streams.out());
    }
}
