package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dknn.cli.page.Page;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;

class DoubtStudyTest {

    @Test
    void the_page_has_means_over_seeds_and_the_least_pair() {
        Page page = new Page("Doubt");

        DoubtPage.add(page, "CNN", Map.of("CR", List.of(result(0.875, 0.5), result(0.625, 0.75))));

        String text = page.markdown();
        assertTrue(text.contains("| combination | .750 .625 | .688 | .625 | .500 |"), text);
        assertTrue(text.contains("| max probability | .500 .500 | .500 | .500 | .500 |"), text);
        assertTrue(text.contains("| CR | 5.0 % | 4.0 % | questions 50.0 %, shuffled 25.0 % |"), text);
        assertTrue(text.contains("of max probability on 2 of 2 pairs; of energy on 1 of 2 pairs;"), text);
    }

    private static DoubtResult result(double questions, double shuffled) {
        Map<String, Map<String, Double>> areas = new LinkedHashMap<>();
        areas.put("questions", areas(questions));
        areas.put("shuffled", areas(shuffled));
        return new DoubtResult(areas, areas, Map.of("test", 0.05, "dev", 0.04, "questions", 0.5, "shuffled", 0.25));
    }

    private static Map<String, Double> areas(double combination) {
        Map<String, Double> areas = new LinkedHashMap<>();
        areas.put("combination", combination);
        areas.put("max probability", 0.5);
        areas.put("energy", 0.7);
        return areas;
    }

    @Test
    void where_lengths_match_a_score_that_is_the_length_tells_nothing() {
        DoubtScores.Judged usual = judged(List.of(3, 9), 3, 9);

        assertEquals(0.5, DoubtScores.matchedArea(usual, judged(List.of(9, 9, 9), 9, 9, 9), "score"));
        // of the three pairs of three words one is won, one tied, one lost
        assertEquals(0.5, DoubtScores.matchedArea(usual, judged(List.of(3, 3, 3, 4), 4, 3, 2, 9), "score"));
        assertEquals(Double.NaN, DoubtScores.matchedArea(usual, judged(List.of(4), 4), "score"));
    }

    private static DoubtScores.Judged judged(List<Integer> lengths, double... scores) {
        return new DoubtScores.Judged(lengths, Map.of("score", scores), 0);
    }

    @Test
    void mahalanobis_measures_in_standard_deviations_of_the_nearest_class() {
        // around (0, 0) and (10, 0): variances 1 and 4, no covariance
        FloatMatrix vectors = FloatMatrix.copyOf(
                new float[] {1, 2},
                new float[] {-1, -2},
                new float[] {1, -2},
                new float[] {-1, 2},
                new float[] {11, 2},
                new float[] {9, -2},
                new float[] {11, -2},
                new float[] {9, 2});

        Mahalanobis fitted = Mahalanobis.of(vectors, new int[] {0, 0, 0, 0, 1, 1, 1, 1}, 2);

        // (3 / 1)^2 + (4 / 2)^2 = 13, and (10 - 8)^2 / 1 = 4
        assertArrayEquals(
                new double[] {13, 4},
                fitted.distances(FloatMatrix.copyOf(new float[] {3, 4}, new float[] {8, 0})),
                0.01);
    }
}
