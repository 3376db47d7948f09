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

    /** 20 of 80 in 30 seconds after the first 8: 12 in 30, so the 60 that are left take 150. */
    @Test
    void the_time_that_is_left_is_told() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        long[] seconds = {0};
        ConsoleProgress progress = new ConsoleProgress(
                new PrintStream(printed, true, StandardCharsets.UTF_8), () -> seconds[0] * 1_000_000_000);

        progress.onProgress("evaluation", 8, 80);
        seconds[0] = 30;
        progress.onProgress("evaluation", 20, 80);
        seconds[0] = 32;
        progress.onProgress("evaluation", 76, 80);

        assertEquals(
                List.of("  evaluation: 8 of 80", "  evaluation: 20 of 80, about 150 s left", "  evaluation: 76 of 80"),
                printed.toString(StandardCharsets.UTF_8).lines().toList());
    }
}
