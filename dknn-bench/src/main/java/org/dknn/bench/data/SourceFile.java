package org.dknn.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that data were read from.
 *
 * @param name without directories
 * @param sha256 checksum of its bytes, 64 hexadecimal digits
 */
public record SourceFile(String name, String sha256) {

    /** Those of the named files that are in a directory. */
    static List<SourceFile> of(Path directory, String... names) throws IOException {
        List<SourceFile> sources = new ArrayList<>();
        for (String name : names) {
            Path file = directory.resolve(name);
            if (Files.exists(file)) {
                sources.add(new SourceFile(name, Sha256.hex(Files.readAllBytes(file))));
            }
        }
        return List.copyOf(sources);
    }
}
