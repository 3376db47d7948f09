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
    private final Optional<Path> file;
    private final Consumer<String> say;

    private ResultWriter(PrintWriter writer, Optional<Path> file, Consumer<String> say) {
        this.writer = writer;
        this.file = file;
        this.say = say;
    }

    static ResultWriter to(PrintWriter out) {
        return new ResultWriter(out, Optional.empty(), line -> {});
    }

    static ResultWriter to(Path file, Consumer<String> say) throws IOException {
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        return new ResultWriter(new PrintWriter(Files.newBufferedWriter(part(absolute))), Optional.of(absolute), say);
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /** Writes all pieces of the result. */
    void write(Stream<String> pieces) throws IOException {
        pieces.forEachOrdered(piece -> {
            writer.print(piece);
            writer.flush();
        });
        if (file.isPresent()) {
            finish(file.get());
        }
    }

    private void finish(Path file) throws IOException {
        writer.close();
        if (writer.checkError()) {
            throw new IOException("could not write all of " + part(file));
        }
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
