package org.dknn;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.dknn.internal.DirectoryLock;

/**
 * Notes of a save, by which the next one removes what a killed save left: a generation, and the files of the model that it
 * was to replace. Every file of a save, temporary ones included, has the generation in its name.
 *
 * @param lock of the directory; keeps the notes
 */
record SaveJournal(Path directory, DirectoryLock lock) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    /** Whether a name from a file is that of a file in the directory itself. */
    static boolean isPlain(String file) {
        return PLAIN.matcher(file).matches();
    }

    /** Notes a new generation before its first file is written. */
    String begin(Set<String> replaced) throws IOException {
        String generation = UUID.randomUUID().toString().substring(0, 8);
        List<String> lines = new ArrayList<>(List.of(generation));
        lines.addAll(replaced);
        lock.write(String.join("\n", lines));
        return generation;
    }

    /** Removes what a killed save left, except the files of the model in place. */
    void recover(Set<String> inPlace) throws IOException {
        List<String> lines = lock.note().lines().toList();
        if (!lines.isEmpty() && isPlain(lines.get(0))) {
            deleteGeneration(lines.get(0), inPlace);
            deleteFiles(lines.subList(1, lines.size()), inPlace);
        }
        end();
    }

    /** Deletes files by name, except those of the model in place. */
    void deleteFiles(Iterable<String> files, Set<String> inPlace) throws IOException {
        for (String file : files) {
            if (isPlain(file) && !inPlace.contains(file)) {
                Files.deleteIfExists(directory.resolve(file));
            }
        }
    }

    /** Deletes all files of a generation, except those of the model in place. */
    void deleteGeneration(String generation, Set<String> inPlace) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*-" + generation + ".*")) {
            files.forEach(found::add);
        }
        for (Path file : found) {
            if (!inPlace.contains(file.getFileName().toString())) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Notes that nothing is left to remove. */
    void end() throws IOException {
        lock.write("");
    }
}
