package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dknn.internal.DknnFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

    private static final TextValues VALUES = new TextValues(
            List.of("a", "b"), List.of("m"), List.of(List.of(List.of(0.1, Double.NaN)), List.of(List.of(1.0, -0.0))));

    @TempDir
    private Path directory;

    private ResultFile<TextValues> file() {
        return new ResultFile<>(directory.resolve("new").resolve("results.jsonl"), TextValues.class);
    }

    private static TextValues fail() {
        throw new IllegalStateException("computed again");
    }

    @Test
    void what_is_computed_is_kept_line_by_line() throws IOException {
        assertEquals(VALUES, file().get("one", () -> VALUES));
        assertEquals(VALUES, file().get("other", () -> VALUES));
        assertEquals(VALUES, file().get("one", ResultFileTest::fail));
        List<String> lines = Files.readAllLines(directory.resolve("new/results.jsonl"));
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).startsWith("{\"version\":1,\"cell\":\"one\",\"result\":{"), lines.get(0));
    }

    @Test
    void figures_of_another_meaning_are_computed_again() throws IOException {
        file().get("one", () -> VALUES);
        Path path = directory.resolve("new/results.jsonl");
        Files.writeString(path, Files.readString(path).replace("\"version\":1", "\"version\":0"));
        assertThrows(IllegalStateException.class, () -> file().get("one", ResultFileTest::fail));
    }

    @Test
    void a_damaged_line_is_named() throws IOException {
        file().get("one", () -> VALUES);
        Path path = directory.resolve("new/results.jsonl");
        Files.writeString(path, Files.readString(path) + "{\"version\":1,\"cell\":");
        String message = assertThrows(DknnFormatException.class, () -> file().get("other", ResultFileTest::fail))
                .getMessage();
        assertTrue(message.startsWith(path + ", line 2 is damaged"), message);
    }
}
