package org.dknn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.cli.ResultWriter.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultWriterTest {

    @TempDir
    private Path directory;

    private final List<String> said = new ArrayList<>();

    private ResultWriter writer(Path file) {
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]),
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                () -> {},
                false,
                false,
                false,
                Map.of());
        return new ResultWriter(streams, Optional.of(file), said::add);
    }

    /** Ten pieces, the last of which may be refused. */
    private static Stream<Piece> pieces(int done, int last) {
        return IntStream.range(done, 10).mapToObj(i -> {
            if (i == last) {
                throw new IllegalStateException("no piece " + i);
            }
            return new Piece("é" + i + "\n", 1);
        });
    }

    private void interrupted(Path file, String key, int last) {
        assertThrows(IllegalStateException.class, () -> {
            try (ResultWriter writer = writer(file)) {
                writer.write(key, "head\n", done -> pieces(done, last), "foot\n");
            }
        });
    }

    private int continued(Path file, String key) throws IOException {
        List<Integer> from = new ArrayList<>();
        try (ResultWriter writer = writer(file)) {
            writer.write(
                    key,
                    "head\n",
                    done -> {
                        from.add(done);
                        return pieces(done, 10);
                    },
                    "foot\n");
        }
        assertEquals("head\né0\né1\né2\né3\né4\né5\né6\né7\né8\né9\nfoot\n", Files.readString(file));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(1, files.count());
        }
        return from.get(0);
    }

    @Test
    void the_same_run_goes_on_where_it_was_interrupted() throws IOException {
        Path file = directory.resolve("results");

        interrupted(file, "key", 4);

        assertFalse(Files.exists(file));
        assertEquals(4, continued(file, "key"));
        assertEquals("Goes on behind 4 texts that an interrupted run has written.", said.get(1));
    }

    @Test
    void half_a_piece_is_written_anew() throws IOException {
        Path file = directory.resolve("results");

        interrupted(file, "key", 4);
        Files.writeString(directory.resolve("results.part"), "é4 and", StandardOpenOption.APPEND);
        Files.writeString(directory.resolve("results.part.log"), "5 9", StandardOpenOption.APPEND);

        assertEquals(4, continued(file, "key"));
    }

    @Test
    void another_run_begins_anew() throws IOException {
        Path file = directory.resolve("results");

        interrupted(file, "key", 4);

        assertEquals(0, continued(file, "another"));
    }

    @Test
    void nothing_is_left_of_a_run_that_wrote_no_input() throws IOException {
        Path file = Files.writeString(directory.resolve("results"), "old");

        interrupted(file, "key", 0);

        assertEquals("old", Files.readString(file));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(1, files.count());
        }
        assertTrue(said.isEmpty(), said.toString());
    }
}
