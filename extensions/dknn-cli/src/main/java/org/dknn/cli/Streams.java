package org.dknn.cli;

import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a process reads and writes.
 *
 * @param in texts to be explained, in UTF-8
 * @param out results
 * @param err progress, remarks and errors
 * @param isOutTerminal whether {@code out} is a terminal, so that colors are welcome
 * @param isErrTerminal whether {@code err} is a terminal, so that a bar can move on it
 * @param environment names and values
 */
record Streams(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean isOutTerminal,
        boolean isErrTerminal,
        Map<String, String> environment) {

    /**
     * Those of this process. Java cannot ask which of them are terminals; the script {@code bin/dknn} can, and sets the system
     * properties {@code dknn.terminal.out} and {@code dknn.terminal.err}.
     */
    static Streams ofProcess() {
        return new Streams(
                System.in,
                new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8)),
                new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true),
                Boolean.getBoolean("dknn.terminal.out"),
                Boolean.getBoolean("dknn.terminal.err"),
                System.getenv());
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
