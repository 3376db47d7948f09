package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedLibraryTest {

    private static final byte[] OLD = {1, 2, 3};
    private static final byte[] NEW = {4, 5, 6};

    @Test
    void aCopyOfEqualSizeAndTimeIsReplaced(@TempDir Path folder) throws IOException {
        String name = "lib-" + folder.getFileName() + ".so";
        URL library = library(folder, name);
        Path copy = Loader.cacheResource(library).toPath();
        try {
            FileTime time = Files.getLastModifiedTime(copy);
            Files.write(copy, OLD);
            Files.setLastModifiedTime(copy, time);
            assertEquals(copy, Loader.cacheResource(library).toPath());
            assertArrayEquals(OLD, Files.readAllBytes(copy), "JavaCPP takes the old one for the new one");

            UnpackedLibrary.refresh(library);

            assertArrayEquals(NEW, Files.readAllBytes(copy));
        } finally {
            Files.delete(copy);
            Files.delete(copy.getParent());
        }
    }

    /** The address of a library in a jar. */
    private static URL library(Path folder, String name) throws IOException {
        Path jar = folder.resolve(folder.getFileName() + ".jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry(name));
            out.write(NEW);
            out.closeEntry();
        }
        return URI.create("jar:" + jar.toUri() + "!/" + name).toURL();
    }
}
