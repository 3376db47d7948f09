package org.dknn.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Writes results as they come, to standard output or into a file, which appears when all is written; after a failure the old one
 * stays. Of results that are written input by input, an interrupted run leaves what it has, and the same run goes on behind it.
 */
final class ResultWriter implements AutoCloseable {

    private final Streams streams;
    private final Optional<Path> file;
    private final Consumer<String> say;
    private Optional<PartFile> part = Optional.empty();

    /**
     * Results of some inputs.
     *
     * @param text as it is written
     * @param inputs how many
     */
    record Piece(String text, int inputs) {}

    /** What a writer asks for when it knows how many of the inputs are done. */
    @FunctionalInterface
    interface Pieces {

        /** The pieces behind the inputs that are done. */
        Stream<Piece> after(int done) throws IOException;
    }

    ResultWriter(Streams streams, Optional<Path> file, Consumer<String> say) {
        this.streams = streams;
        this.file = file;
        this.say = say;
    }

    /** Writes a result that is made as a whole. */
    void write(String result) throws IOException {
        write(UUID.randomUUID().toString(), "", done -> Stream.of(new Piece(result, 0)), "");
    }

    /**
     * Writes all pieces of a result.
     *
     * @param key of the run, see {@link RunKey}
     * @param head before the first piece
     * @param foot behind the last
     * @throws ClosedPipeException if nobody reads them any more; no further piece is asked for
     */
    void write(String key, String head, Pieces pieces, String foot) throws IOException {
        int done = open(key);
        if (done == 0) {
            append(new Piece(head, 0));
        }
        try (Stream<Piece> all = pieces.after(done)) {
            for (Piece piece : (Iterable<Piece>) all::iterator) {
                append(piece);
            }
        }
        append(new Piece(foot, 0));
        finish();
    }

    private int open(String key) throws IOException {
        if (file.isEmpty()) {
            return 0;
        }
        PartFile opened = PartFile.open(file.get(), key);
        part = Optional.of(opened);
        if (opened.found() > 0) {
            say.accept("Goes on behind " + texts(opened.found()) + " that an interrupted run has written.");
        }
        return opened.found();
    }

    private void append(Piece piece) throws IOException {
        if (part.isPresent()) {
            part.get().append(piece.text, piece.inputs);
        } else {
            streams.out().print(piece.text);
            streams.out().flush();
            streams.check().run();
        }
    }

    private void finish() throws IOException {
        if (part.isPresent() && file.isPresent()) {
            part.get().finish();
            part = Optional.empty();
            say.accept("Written: " + file.get().toAbsolutePath());
        }
    }

    private static String texts(int count) {
        return count == 1 ? "1 text" : count + " texts";
    }

    /** Deletes what was not finished, unless the same run can go on with it. */
    @Override
    public void close() {
        if (part.isEmpty()) {
            return;
        }
        PartFile open = part.get();
        part = Optional.empty();
        try {
            if (open.inputs() == 0) {
                open.discard();
            } else {
                open.close();
                say.accept("Kept " + texts(open.inputs()) + "; the same command goes on behind them.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
