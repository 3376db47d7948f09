package org.dknn.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a long run has done, one checked file per part in a directory of its own, so that the same run, interrupted, goes on behind the
 * parts that are there. Not safe for use by many threads; one run at a time may use a directory.
 */
public final class PartFiles {

    private static final String RUN = "run";
    private static final String KIND = "dknn-part";
    private static final int VERSION = 1;
    private static final Pattern OWN = Pattern.compile("run|part-\\d{6}|(?:run|part-\\d{6})\\.[0-9a-f-]+\\.tmp");

    private final Path directory;
    private final String key;
    private final int found;
    private final boolean hasReplaced;

    private PartFiles(Path directory, String key, int found, boolean hasReplaced) {
        this.directory = directory;
        this.key = key;
        this.found = found;
        this.hasReplaced = hasReplaced;
    }

    /**
     * Opens the parts of a run, and deletes those of another one.
     *
     * @param directory made with the first part
     * @param key all that the parts depend on; not empty
     */
    public static PartFiles open(Path directory, String key) throws IOException {
        boolean isSame = key.equals(keyOf(directory.resolve(RUN)));
        boolean hasParts = Files.exists(part(directory, 0));
        if (!isSame) {
            deleteFiles(directory);
        }
        int found = 0;
        while (Files.exists(part(directory, found))) {
            found++;
        }
        return new PartFiles(directory, key, found, hasParts && !isSame);
    }

    private static String keyOf(Path run) throws IOException {
        if (!Files.exists(run)) {
            return "";
        }
        try {
            return ContainerFile.read(run, KIND, VERSION, (in, version) -> Utf16.read(in));
        } catch (DknnFormatException e) {
            return ""; // of no run, so the parts are replaced
        }
    }

    private static Path part(Path directory, int number) {
        return directory.resolve(String.format(Locale.ROOT, "part-%06d", number));
    }

    /** Number of parts that were there when this was opened. */
    public int found() {
        return found;
    }

    /** Whether parts of another run were deleted. */
    public boolean hasReplaced() {
        return hasReplaced;
    }

    /**
     * Writes a part; it is there as a whole or not at all.
     *
     * @param number from 0 on, without gaps
     */
    public void write(int number, ContainerFile.Writer content) throws IOException {
        Path run = directory.resolve(RUN);
        if (!Files.exists(run)) {
            ContainerFile.write(run, KIND, VERSION, out -> Utf16.write(out, key));
        }
        ContainerFile.write(part(directory, number), KIND, VERSION, content);
    }

    /**
     * Reads a part.
     *
     * @throws DknnFormatException naming the file, if it is damaged; delete the directory to begin anew
     */
    public <T> T read(int number, ContainerFile.Reader<T> reader) throws IOException {
        return ContainerFile.read(part(directory, number), KIND, VERSION, reader);
    }

    /** Deletes all parts, as the run is done, and the directory unless it holds anything else. */
    public void delete() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        deleteFiles(directory);
        try (Stream<Path> rest = Files.list(directory)) {
            if (rest.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(directory);
    }

    private static void deleteFiles(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> own;
        try (Stream<Path> files = Files.list(directory)) {
            own = files.filter(file ->
                            OWN.matcher(String.valueOf(file.getFileName())).matches())
                    .toList();
        }
        for (Path file : own) {
            Files.delete(file);
        }
    }
}
