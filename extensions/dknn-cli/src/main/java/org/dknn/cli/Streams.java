package org.dknn.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
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
 * @param check fails if a result could not be written
 * @param isInTerminal whether {@code in} is a terminal, so that someone may not know that it is read
 * @param isOutTerminal whether {@code out} is a terminal, so that colors are welcome
 * @param isErrTerminal whether {@code err} is a terminal, so that a bar can move on it
 * @param environment names and values
 */
record Streams(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        Check check,
        boolean isInTerminal,
        boolean isOutTerminal,
        boolean isErrTerminal,
        Map<String, String> environment) {

    /** The first JDK whose console is there in pipes, too. */
    private static final int CONSOLE_EVERYWHERE = 22;

    /** What can fail where results go. */
    @FunctionalInterface
    interface Check {

        /**
         * Fails if a result could not be written.
         *
         * @throws ClosedPipeException if the reader has gone
         */
        void run() throws IOException;
    }

    /**
     * Those of this process. Java can hardly ask which of them are terminals; the script {@code bin/dknn} can, and sets the system
     * properties {@code dknn.terminal.in}, {@code dknn.terminal.out} and {@code dknn.terminal.err}.
     */
    static Streams ofProcess() {
        StandardOutput out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        return new Streams(
                System.in,
                new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)),
                new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true),
                out::check,
                Boolean.getBoolean("dknn.terminal.in"),
                isTerminal("dknn.terminal.out"),
                Boolean.getBoolean("dknn.terminal.err"),
                System.getenv());
    }

    @SuppressWarnings("SystemConsoleNull") // asked of older JDKs alone
    private static boolean isTerminal(String property) {
        return System.getProperty(property) == null
                ? Runtime.version().feature() < CONSOLE_EVERYWHERE && System.console() != null
                : Boolean.getBoolean(property);
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
