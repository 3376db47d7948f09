package org.dknn.internal;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFilesTest {

    @TempDir
    private Path place;

    private Path directory;

    @BeforeEach
    void name() {
        directory = place.resolve("out.parts");
    }

    private PartFiles written(int parts) throws IOException {
        PartFiles files = PartFiles.open(directory, "mine");
        for (int part = 0; part < parts; part++) {
            int content = 10 * part;
            files.write(part, out -> out.writeInt(content));
        }
        return files;
    }

    @Test
    void the_same_run_finds_the_parts_that_are_whole() throws IOException {
        written(3);
        // what a killed write leaves
        Files.writeString(directory.resolve("part-000003.1234-ab.tmp"), "half");

        PartFiles found = PartFiles.open(directory, "mine");

        assertEquals(3, found.found());
        assertFalse(found.hasReplaced());
        int content = found.read(2, (in, version) -> in.readInt());
        assertEquals(20, content);
    }

    @Test
    void another_run_begins_anew() throws IOException {
        written(3);

        PartFiles other = PartFiles.open(directory, "other");

        assertEquals(0, other.found());
        assertTrue(other.hasReplaced());
        other.write(0, out -> out.writeInt(7));
        assertEquals(1, PartFiles.open(directory, "other").found());
        assertFalse(PartFiles.open(directory, "other").hasReplaced());
    }

    @Test
    void a_run_that_has_done_nothing_leaves_nothing() throws IOException {
        PartFiles none = PartFiles.open(directory, "mine");

        assertFalse(Files.exists(directory));
        none.delete();
        assertFalse(Files.exists(directory));
    }

    @Test
    void what_is_done_is_deleted_but_nothing_else() throws IOException {
        written(2).delete();
        assertFalse(Files.exists(directory));

        PartFiles again = written(2);
        Path foreign = Files.writeString(directory.resolve("notes.txt"), "mine");
        again.delete();
        assertTrue(Files.exists(foreign));
        assertFalse(Files.exists(directory.resolve("part-000000")));
    }

    @Test
    void a_damaged_part_is_told() throws IOException {
        written(1);
        Files.write(directory.resolve("part-000000"), new byte[40]);

        PartFiles files = PartFiles.open(directory, "mine");

        assertRefused(DknnFormatException.class, "part-000000", () -> files.read(0, (in, version) -> in.readInt()));
    }
}
