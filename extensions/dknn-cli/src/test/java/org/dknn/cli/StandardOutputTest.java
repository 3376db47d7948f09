package org.dknn.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

    private static StandardOutput failing(String message) {
        return new StandardOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        });
    }

    private static void print(StandardOutput out, String text) {
        PrintWriter writer = new PrintWriter(out, false, StandardCharsets.UTF_8);
        writer.print(text);
        writer.flush();
    }

    @Test
    void what_is_written_arrives() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StandardOutput out = new StandardOutput(bytes);

        print(out, "né\n");

        assertEquals("né\n", bytes.toString(StandardCharsets.UTF_8));
        assertDoesNotThrow(out::check);
    }

    @Test
    void a_reader_that_has_gone_is_no_error_but_a_full_disk_is() {
        StandardOutput pipe = failing("Broken pipe");
        StandardOutput disk = failing("No space left on device");

        print(pipe, "x");
        print(disk, "x");

        assertThrows(ClosedPipeException.class, pipe::check);
        IOException full = assertThrows(IOException.class, disk::check);
        assertTrue(full.getMessage().endsWith("standard output: No space left on device"), full.getMessage());
    }
}
