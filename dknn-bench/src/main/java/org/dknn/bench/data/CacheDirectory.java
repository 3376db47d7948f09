package org.dknn.bench.data;

import java.nio.file.Path;

/** Where the examples keep what takes long to get or to make. */
public final class CacheDirectory {

    private CacheDirectory() {}

    /** A directory in {@code -Ddknn.cache}, else in {@code $XDG_CACHE_HOME/dknn}, else in {@code ~/.cache/dknn}. */
    public static Path of(String name) {
        String property = System.getProperty("dknn.cache", "");
        if (!property.isBlank()) {
            return Path.of(property).resolve(name);
        }
        String xdg = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path base = xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("dknn").resolve(name);
    }
}
