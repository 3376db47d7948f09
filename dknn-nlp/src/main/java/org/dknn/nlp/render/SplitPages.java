package org.dknn.nlp.render;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dknn.nlp.render.page.Markup;

/**
 * Pieces of HTML in as many numbered files as they need, {@code NAME-1.html} and so on; each file names its neighbors. Holds one piece at
 * a time. Not safe for use by many threads.
 */
final class SplitPages implements Closeable {

    private final Path directory;
    private final String name;
    private final Frame frame;
    private final int limit;
    private Optional<Writer> open = Optional.empty();
    private int number;
    private long bytes;

    /** What stands around the pieces of a file. */
    interface Frame {

        /** Adds what comes before the first piece. */
        void open(Markup page, String file, Optional<String> previous);

        /** Adds what comes after the last piece. */
        void close(Markup page, Optional<String> next);
    }

    /**
     * No files yet.
     *
     * @param limit number of bytes from which on the next piece begins a file; what closes a file comes on top
     */
    SplitPages(Path directory, String name, Frame frame, int limit) {
        this.directory = directory;
        this.name = name;
        this.frame = frame;
        this.limit = limit;
    }

    private String file(int number) {
        return name + "-" + number + ".html";
    }

    /**
     * Adds a piece.
     *
     * @return name of its file
     */
    String add(String piece) throws IOException {
        int size = piece.getBytes(StandardCharsets.UTF_8).length;
        if (open.isPresent() && bytes + size > limit) {
            finish(Optional.of(file(number + 1)));
        }
        if (open.isEmpty()) {
            start();
        }
        write(piece, size);
        return file(number);
    }

    private void start() throws IOException {
        number++;
        bytes = 0;
        open = Optional.of(Files.newBufferedWriter(directory.resolve(file(number)), StandardCharsets.UTF_8));
        Markup head = new Markup();
        frame.open(head, file(number), number == 1 ? Optional.empty() : Optional.of(file(number - 1)));
        String text = head.toString();
        write(text, text.getBytes(StandardCharsets.UTF_8).length);
    }

    private void write(String text, int size) throws IOException {
        if (open.isPresent()) {
            open.get().write(text);
            bytes += size;
        }
    }

    private void finish(Optional<String> next) throws IOException {
        if (open.isPresent()) {
            try (Writer writer = open.get()) {
                open = Optional.empty();
                Markup foot = new Markup();
                frame.close(foot, next);
                writer.write(foot.toString());
            }
        }
    }

    /** Ends the last file. */
    @Override
    public void close() throws IOException {
        finish(Optional.empty());
    }
}
