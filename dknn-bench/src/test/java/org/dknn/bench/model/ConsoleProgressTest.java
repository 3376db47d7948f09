package org.dknn.bench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

    @Test
    void tenths_are_told_and_a_pass_of_the_same_name_from_its_start() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ConsoleProgress progress = new ConsoleProgress(new PrintStream(printed, true, StandardCharsets.UTF_8));

        for (int pass = 0; pass < 2; pass++) {
            for (int done : List.of(8, 16, 40, 41, 80)) {
                progress.onProgress("evaluation", done, 80);
            }
        }

        List<String> once = List.of(
                "  evaluation: 8 of 80", "  evaluation: 16 of 80", "  evaluation: 40 of 80", "  evaluation: 80 of 80");
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(once, lines.subList(0, 4));
        assertEquals(once, lines.subList(4, lines.size()));
    }
}
