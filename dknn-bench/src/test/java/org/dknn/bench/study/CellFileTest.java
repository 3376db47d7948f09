package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dknn.internal.DknnFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellFileTest {

    @TempDir
    private Path directory;

    @Test
    void nothing_is_kept_at_first() throws IOException {
        assertEquals(Optional.empty(), new CellFile(directory.resolve("cell")).read());
    }

    @Test
    void what_is_written_is_read() throws IOException {
        CellFile file = new CellFile(directory.resolve("new").resolve("cell"));

        file.write(Results.of(800));

        assertEquals(Optional.of(Results.of(800)), file.read());
    }

    @Test
    void figures_of_another_meaning_are_computed_again() throws IOException {
        CellFile file = new CellFile(Files.writeString(directory.resolve("cell"), "version=0\n"));

        assertEquals(Optional.empty(), file.read());
    }

    @Test
    void a_damaged_file_is_named() throws IOException {
        CellFile file = new CellFile(directory.resolve("cell"));
        file.write(Results.of(800));
        Files.writeString(file.path(), Files.readString(file.path()).replace("=800", "=8oo"));

        String message = assertThrows(DknnFormatException.class, file::read).getMessage();

        assertTrue(message.startsWith(file.path() + " is damaged"), message);
    }
}
