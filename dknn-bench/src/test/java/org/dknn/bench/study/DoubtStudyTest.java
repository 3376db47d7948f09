package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoubtStudyTest {

    @Test
    void the_page_sums_up_over_models_and_foreign_texts() {
        Map<String, Map<String, Double>> areas = new LinkedHashMap<>();
        areas.put("questions", Map.of("ours", 0.875));
        areas.put("shuffled", Map.of("ours", 0.625));
        DoubtResult result = new DoubtResult(areas, Map.of("", 0.05, "questions", 0.5, "shuffled", 0.25));

        String page = DoubtStudy.page(Map.of("CNN, CR", result), 1).markdown();

        assertTrue(page.contains("| ours | .750 | .625 | 2 |"), page);
        assertTrue(page.contains("| ours | .875 | .625 |"), page);
        assertTrue(page.contains("| alarms at 5 % (test texts 5.0 %) | 50.0 % | 25.0 % |"), page);
    }
}
