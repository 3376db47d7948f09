package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.junit.jupiter.api.Test;

class AuditTablesTest {

    private static AuditResult result(List<Integer> audit, List<Integer> selfConfidence) {
        return new AuditResult(Map.of(AuditTables.AUDIT, audit, AuditTables.SELF_CONFIDENCE, selfConfidence), 10);
    }

    @Test
    void seeds_are_counted_together_and_errors_that_both_find_cancel_out() {
        Map<String, List<AuditResult>> results = new LinkedHashMap<>();
        results.put("5 % scattered", List.of(result(List.of(1, 2, 3), List.of(1)), result(List.of(4), List.of(5))));
        results.put("5 % grouped", List.of(result(List.of(1, 2, 3, 4), List.of(1, 2, 3, 4))));

        String page = AuditTables.page("CR, CNN", results).markdown();

        // 4 of 20, 4 of 10, 8 of 30
        assertTrue(page.contains("| LabelAudit.heldOut | .200 (.081 to .416) | .400 (.168 to .687) | .267 ("), page);
        // 3 found by the first alone, 1 by the other: 2 / 20, of variance (4 - .1 * 2) / 400
        assertTrue(page.contains("| LabelAudit.heldOut | .100 (-.091 to .291) | .000 (.000 to .000) | .067 ("), page);
    }

    @Test
    void others_are_those_that_were_not_selected() {
        Dataset<List<String>> examples = Dataset.of(
                IntStream.range(0, 5).mapToObj(i -> List.of("text " + i)).toList(),
                new int[] {0, 1, 0, 1, 0},
                LabelSet.of("no", "yes"));

        assertArrayEquals(new int[] {1, 3}, new JudgedLabels(examples).besides(examples.select(4, 0, 2)));
    }

    @Test
    void suspicions_are_added_up_in_their_own_units() {
        // root mean squares 5 and .5
        assertArrayEquals(
                new double[] {1.4 + -1.4, -0.2 + 0.2},
                JudgedLabels.sum(new double[] {7, -1}, new double[] {-0.7, 0.1}),
                1e-12);
        assertEquals(0, JudgedLabels.sum(new double[1], new double[1])[0]);
    }
}
