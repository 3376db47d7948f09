package org.dknn.index.faiss;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.bytedeco.javacpp.Loader;

/**
 * The copy of a native library that JavaCPP keeps in its cache.
 *
 * <p>JavaCPP replaces the copy only where size or time differ from the jar's, and in a reproducible jar all times are
 * the same.
 */
final class UnpackedLibrary {

    private UnpackedLibrary() {}

    /** Replaces the copy in the cache if its content is not that of the jar; unpacks it where there is none. */
    static void refresh(URL library) throws IOException {
        URLConnection connection = library.openConnection();
        if (connection instanceof JarURLConnection jar) {
            Path copy = Loader.cacheResource(library).toPath();
            if (crc(copy) != jar.getJarEntry().getCrc()) {
                // a process that has loaded the old file keeps it
                Files.delete(copy);
                Loader.cacheResource(library);
            }
        }
    }

    private static long crc(Path file) throws IOException {
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(file), crc)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return crc.getValue();
    }
}
