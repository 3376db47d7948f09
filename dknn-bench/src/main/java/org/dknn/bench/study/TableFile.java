package org.dknn.bench.study;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the tables of a study are written and shown.
 *
 * @param path of the file, whose directory is made if it is missing
 * @param out for people
 */
record TableFile(Path path, PrintStream out) {

    /** Writes what there is so far, in the place of what was there. */
    void write(String tables) throws IOException {
        Path table = path.toAbsolutePath();
        Files.createDirectories(table.resolveSibling(""));
        Files.writeString(table, tables);
    }

    /** Writes and shows all. */
    void finish(String tables) throws IOException {
        out.println("\n" + tables);
        write(tables);
        out.println("Written to " + path.toAbsolutePath());
    }
}
