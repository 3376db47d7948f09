package org.dknn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dknn.internal.AtomicMove;

/** Writes results as they come. A file appears when all is written; after a failure the old one stays. */
final class ResultWriter implements AutoCloseable {

    private final PrintWriter writer;
    private final Streams.Check check;
    private final Optional<Path> file;
    private final Consumer<String> say;

    private ResultWriter(PrintWriter writer, Streams.Check check, Optional<Path> file, Consumer<String> say) {
        this.writer = writer;
        this.check = check;
        this.file = file;
        this.say = say;
    }

    static ResultWriter to(Streams streams) {
        return new ResultWriter(streams.out(), streams.check(), Optional.empty(), line -> {});
    }

    static ResultWriter to(Path file, Consumer<String> say) throws IOException {
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        PrintWriter writer = new PrintWriter(Files.newBufferedWriter(part(absolute)));
        return new ResultWriter(writer, () -> requireWritten(writer, absolute), Optional.of(absolute), say);
    }

    private static void requireWritten(PrintWriter writer, Path file) throws IOException {
        if (writer.checkError()) {
            throw new IOException("could not write all of " + part(file));
        }
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /**
     * Writes all pieces of the result.
     *
     * @throws ClosedPipeException if nobody reads them any more; no further piece is asked for
     */
    void write(Stream<String> pieces) throws IOException {
        for (String piece : (Iterable<String>) pieces::iterator) {
            writer.print(piece);
            writer.flush();
            check.run();
        }
        if (file.isPresent()) {
            finish(file.get());
        }
    }

    private void finish(Path file) throws IOException {
        writer.close();
        check.run();
        AtomicMove.replace(part(file), file);
        say.accept("Written: " + file);
    }

    /** Deletes what was not finished. */
    @Override
    public void close() {
        if (file.isPresent()) {
            writer.close();
            try {
                Files.deleteIfExists(part(file.get()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
