package org.dknn.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dknn.internal.AtomicMove;

/**
 * A file that is written piece by piece beside its place, {@code FILE.part}, and moved when it is whole. How far it came is logged
 * in {@code FILE.part.log}, so that a run with the same key goes on behind what an interrupted one has written. Not safe for use by
 * many threads.
 */
final class PartFile implements Closeable {

    private static final Pattern ENTRY = Pattern.compile("(\\d{1,9}) (\\d{1,18})");

    private final Path file;
    private final Entry found;
    private final OutputStream out;
    private final OutputStream log;
    private int inputs;
    private long bytes;

    /** How far a run came. */
    private record Entry(int inputs, long bytes) {

        static final Entry NONE = new Entry(0, 0);
    }

    private PartFile(Path file, Entry found, OutputStream out, OutputStream log) {
        this.file = file;
        this.found = found;
        this.out = out;
        this.log = log;
        this.inputs = found.inputs;
        this.bytes = found.bytes;
    }

    /**
     * Opens a file.
     *
     * @param key of the run; behind the pieces of another one nothing is written
     */
    static PartFile open(Path file, String key) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Entry found = found(file, key);
        if (found.equals(Entry.NONE)) {
            Files.deleteIfExists(part(file));
            Files.writeString(log(file), key + "\n");
        }
        OutputStream out = Files.newOutputStream(part(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new PartFile(file, found, out, Files.newOutputStream(log(file), StandardOpenOption.APPEND));
    }

    private static Entry found(Path file, String key) throws IOException {
        if (!Files.isRegularFile(part(file)) || !Files.isRegularFile(log(file))) {
            return Entry.NONE;
        }
        String written = Files.readString(log(file));
        // behind the last line end, an entry may be half
        List<String> lines =
                written.substring(0, written.lastIndexOf('\n') + 1).lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(key)) {
            return Entry.NONE;
        }
        long size = Files.size(part(file));
        Optional<Entry> last = lines.stream()
                .skip(1)
                .map(ENTRY::matcher)
                .filter(Matcher::matches)
                .map(entry -> new Entry(Integer.parseInt(entry.group(1)), Long.parseLong(entry.group(2))))
                // a head without results is written again
                .filter(entry -> entry.inputs > 0 && entry.bytes <= size)
                .reduce((earlier, later) -> later);
        if (last.isEmpty()) {
            return Entry.NONE;
        }
        try (FileChannel channel = FileChannel.open(part(file), StandardOpenOption.WRITE)) {
            channel.truncate(last.get().bytes); // behind it, a piece may be half
        }
        return last.get();
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + ".part.log");
    }

    /** Number of inputs whose results an interrupted run has written. */
    int found() {
        return found.inputs;
    }

    /** Number of inputs whose results are written. */
    int inputs() {
        return inputs;
    }

    /** Writes a piece: the results of some inputs, or of none. */
    void append(String piece, int more) throws IOException {
        byte[] encoded = piece.getBytes(StandardCharsets.UTF_8);
        out.write(encoded);
        inputs += more;
        bytes += encoded.length;
        log.write((inputs + " " + bytes + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Moves the file to its place. */
    void finish() throws IOException {
        close();
        AtomicMove.replace(part(file), file);
        Files.deleteIfExists(log(file));
    }

    /** Closes and deletes what is written. */
    void discard() throws IOException {
        close();
        Files.deleteIfExists(part(file));
        Files.deleteIfExists(log(file));
    }

    @Override
    public void close() throws IOException {
        try (out;
                log) {
            out.flush();
        }
    }
}
