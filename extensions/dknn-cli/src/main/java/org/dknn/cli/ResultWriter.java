package org.dknn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dknn.internal.AtomicMove;

/** Writes results as they come. A file appears when all is written; where that fails the old one stays. */
final class ResultWriter implements AutoCloseable {

    /** What is to be done in the end. */
    @FunctionalInterface
    private interface Ending {
        void run() throws IOException;
    }

    private final PrintWriter writer;
    private final Ending whenWhole;
    private final Ending always;
    private boolean isWhole;

    private ResultWriter(PrintWriter writer, Ending whenWhole, Ending always) {
        this.writer = writer;
        this.whenWhole = whenWhole;
        this.always = always;
    }

    static ResultWriter to(PrintWriter out) {
        return new ResultWriter(out, out::flush, () -> {});
    }

    static ResultWriter to(Path file, Session session) throws IOException {
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        Path beside = absolute.resolveSibling(absolute.getFileName() + ".part");
        PrintWriter writer = new PrintWriter(Files.newBufferedWriter(beside, StandardCharsets.UTF_8));
        return new ResultWriter(
                writer,
                () -> {
                    writer.close();
                    if (writer.checkError()) {
                        throw new IOException("could not write all of " + beside);
                    }
                    AtomicMove.replace(beside, absolute);
                    session.say("Written: " + absolute);
                },
                () -> {
                    writer.close();
                    Files.deleteIfExists(beside);
                });
    }

    /** Writes pieces; after the last one the result is whole. */
    void write(Stream<String> pieces) {
        pieces.forEachOrdered(piece -> {
            writer.print(piece);
            writer.flush();
        });
        isWhole = true;
    }

    @Override
    public void close() {
        try {
            if (isWhole) {
                whenWhole.run();
            }
            always.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
