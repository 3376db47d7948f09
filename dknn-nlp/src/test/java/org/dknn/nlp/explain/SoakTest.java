package org.dknn.nlp.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Runs {@link SoakRun}: memory, files and threads of a process that explains for a long time. */
@Tag("long")
@EnabledOnOs(OS.LINUX)
class SoakTest {

    /** {@code -Ddknn.soak.explanations=100000 -Ddknn.soak.words=4}. */
    private static final String EXPLANATIONS = System.getProperty("dknn.soak.explanations", "100000");

    private static final String WORDS = System.getProperty("dknn.soak.words", "4");

    /** In bytes per explanation; a leak of 14 kB was looked for. Collections alone move the slope by some hundred. */
    private static final double MOST_GROWTH = 500;

    @Test
    void nothing_grows_with_the_number_of_explanations() throws Exception {
        List<String> lines = soak();

        List<String[]> rows = lines.stream()
                .filter(line -> line.matches("\\| [0-9].*"))
                .map(line -> line.split(" *\\| *", -1))
                .toList();
        String[] quarter = rows.get(rows.size() / 4);
        String[] last = rows.get(rows.size() - 1);
        assertTrue(Double.parseDouble(last[3]) < 1.5 * Double.parseDouble(quarter[3]), "heap of " + lines);
        assertTrue(Math.abs(Long.parseLong(last[5]) - Long.parseLong(quarter[5])) <= 2, "files of " + lines);
        assertEquals(quarter[6], last[6], "threads of " + lines);
        String end = lines.get(lines.size() - 1);
        assertTrue(Double.parseDouble(end.substring(end.lastIndexOf(' '))) < MOST_GROWTH, end);
    }

    private static List<String> soak() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // all of the heap from the start, so that its growth up to the limit is no rise of the process
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+AlwaysPreTouch",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SoakRun.class.getName(),
                        EXPLANATIONS,
                        WORDS)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("OMP_NUM_THREADS", "1");
        Process process = builder.start();
        try (Stream<String> printed = process.inputReader().lines()) {
            List<String> lines = printed.peek(System.out::println).toList();
            assertEquals(0, process.waitFor());
            return lines;
        }
    }
}
