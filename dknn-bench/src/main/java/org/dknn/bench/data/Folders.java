package org.dknn.bench.data;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where data sets are read from, and where models and results are kept.
 *
 * @param data directories of data sets; the first that has a file is read
 * @param cache of what takes long
 */
public record Folders(List<Path> data, Path cache) {

    /** Copies the list. */
    public Folders {
        data = List.copyOf(data);
    }

    /**
     * Data from {@code -Ddknn.data}, the environment variable {@code DKNN_DATA} or {@code shared/data} beside the project; the cache in
     * {@code $XDG_CACHE_HOME/dknn} or {@code ~/.cache/dknn}.
     */
    public static Folders usual() {
        List<Path> data = Stream.of(
                        System.getProperty("dknn.data"),
                        System.getenv("DKNN_DATA"),
                        "../shared/data",
                        "../../shared/data")
                .filter(place -> place != null && !place.isBlank())
                .map(place -> Path.of(place).toAbsolutePath().normalize())
                .toList();
        String xdg = Objects.requireNonNullElse(System.getenv("XDG_CACHE_HOME"), "");
        Path cache = xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return new Folders(data, cache.resolve("dknn"));
    }

    /** The first data directory that has all of some files. */
    public Optional<Path> find(String... files) {
        return data.stream()
                .filter(place -> Arrays.stream(files).allMatch(file -> Files.exists(place.resolve(file))))
                .findFirst();
    }

    /**
     * The same, where they must be there.
     *
     * @throws FileNotFoundException if no data directory has them
     */
    public Path require(String... files) throws FileNotFoundException {
        return find(files)
                .orElseThrow(() -> new FileNotFoundException("found no " + String.join(", ", files) + " in " + data));
    }
}
