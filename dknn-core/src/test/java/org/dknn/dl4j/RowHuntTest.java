package org.dknn.dl4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dknn.ForkedJvm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs {@link RowHunt} with a small heap in a process in which glibc overwrites freed memory. */
class RowHuntTest {

    /** {@code -Ddknn.hunt.rows=1000000}: rows of each network in the long form. */
    private static final String ROWS = System.getProperty("dknn.hunt.rows", "1000000");

    @Test
    void no_row_is_wrong_while_memory_is_collected() throws Exception {
        hunt(RowHunt.Kind.LAST_STEP, "10000");
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(RowHunt.Kind.class)
    void no_row_of_any_network_is_wrong_while_memory_is_collected(RowHunt.Kind kind) throws Exception {
        hunt(kind, ROWS);
    }

    private static void hunt(RowHunt.Kind kind, String rows) throws Exception {
        ProcessBuilder process = ForkedJvm.of(RowHunt.class, List.of("-Xmx96m", "-XX:+UseSerialGC"), kind.name(), rows);
        process.environment().put("MALLOC_PERTURB_", "165");
        process.environment().put("OMP_NUM_THREADS", "1");

        String printed = ForkedJvm.output(process);

        System.out.println(printed.lines().filter(line -> line.contains("rows")).toList());
        assertTrue(printed.contains(" 0 wrong"), printed);
        assertTrue(printed.endsWith("exit 0"), printed);
    }
}
