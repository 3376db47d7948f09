package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dknn.bench.study.EvidenceStudy.Marks;
import org.dknn.cli.page.Page;
import org.junit.jupiter.api.Test;

class EvidenceTablesTest {

    private static Map<String, List<Double>> hits(List<Double> nearest, List<Double> lastLayer) {
        Map<String, List<Double>> hits = new LinkedHashMap<>();
        hits.put(ShownExamples.NEAREST, nearest);
        hits.put(ShownExamples.LAST_LAYER, lastLayer);
        hits.put(ShownExamples.RANDOM, List.of(0.0, 0.0));
        for (String way : List.copyOf(hits.keySet())) {
            hits.put(way + EvidenceStudy.WITHOUT, List.of(0.25, 0.25));
        }
        return hits;
    }

    @Test
    void seeds_count_alike_and_intervals_hold_the_figures() {
        EvidenceResult first = new EvidenceResult(
                hits(List.of(1.0, 1.0), List.of(1.0, 0.0)),
                hits(List.of(0.0, 0.0), List.of(0.0, 0.0)),
                new Marks(10, 3));
        EvidenceResult second = new EvidenceResult(
                hits(List.of(1.0, 0.0), List.of(1.0, 0.0)),
                hits(List.of(1.0, 1.0), List.of(0.0, 0.0)),
                new Marks(10, 5));
        Page page = new Page("title");

        EvidenceTables.add(page, "grouped", List.of(first, second));
        String text = page.markdown();

        assertTrue(text.contains("## Errors that are grouped"), text);
        assertTrue(text.contains("4 flips of 2 networks"), text);
        assertTrue(text.contains("mislabelled .400 ("), text);
        // (1 + .5) / 2 by the nearest, (.5 + .5) / 2 in the last layer
        assertTrue(text.contains("| nearest over all layers | .750 ("), text);
        assertTrue(text.contains(") | 1.500 ("), text);
        assertTrue(text.contains("| last layer, similarity | .500 ("), text);
        assertTrue(text.contains("| -.500 (-1.000 to .000) |"), text);
        assertTrue(text.contains(".250 (.250 to .250)"), text);
    }
}
