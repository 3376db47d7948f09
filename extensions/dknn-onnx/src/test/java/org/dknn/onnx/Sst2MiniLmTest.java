package org.dknn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example on a few sentences; it needs MiniLM on the class path, as {@code -Donnx.required=true} puts it there. */
class Sst2MiniLmTest {

    @TempDir
    private Path directory;

    private String run() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Sst2MiniLm.run(
                directory,
                directory.resolve("models/cached"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                List.of("a good film ."));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_second_run_encodes_no_training_sentence() throws IOException {
        if (Sst2MiniLm.class.getResource("/all-minilm-l6-v2.onnx") == null) {
            System.err.println("SKIPPED: no MiniLM on the class path; -Donnx.required=true fetches it (100 MB)");
            abort();
        }
        List<String> words = List.of("bad", "good", "dull", "fine", "awful", "great");
        List<String> lines = IntStream.range(0, 120)
                .mapToObj(i -> i % 2 + " a " + words.get(i % 6) + " film number " + i)
                .toList();
        Files.write(directory.resolve("stsa.binary.train"), lines);
        Files.write(directory.resolve("stsa.binary.test"), lines.subList(0, 20));

        String first = run();
        String second = run();

        assertTrue(first.startsWith("Encodes 90 sentences; 30 calibrate"), first);
        assertTrue(second.startsWith("SST-2 test: head 1.000, DkNN "), second);
        assertEquals(first.substring(first.indexOf("SST-2")), second);
        assertTrue(second.contains("positive. Believe it?"), second);
    }
}
