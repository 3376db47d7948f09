package org.dknn.nlp.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dknn.Prediction;
import org.dknn.Refusals;
import org.junit.jupiter.api.Test;

class NeighborQualityTest {

    private static List<NeighborQuality> of(String... texts) {
        List<Prediction> predictions = List.of(texts).stream()
                .map(text -> Cases.DKNN.predict(Cases.words(text)))
                .toList();
        return NeighborQuality.of(Cases.DKNN, predictions);
    }

    @Test
    void one_layer_by_hand() {
        // sums of the reference: great 2, good 1, "great and good" 3, awful -2, bad -1, "awful and bad" -3
        // "good" at 1 has 1, 0, 2; "great" at 2 has 0, 1, 2; "awful" at -2 has 3, 4, 5
        NeighborQuality sums = of("good", "great", "awful").get(0);

        assertEquals("sum", sums.layer());
        assertEquals(1, sums.classDetection());
        // six different of nine
        assertEquals(6 / 9.0, sums.cardinality(), 1e-12);
        assertEquals(2 / 3.0, sums.largestHub(), 1e-12);
        // counts 2 2 2 1 1 1 lie evenly about their mean
        assertEquals(0, sums.hubness(), 1e-12);
    }

    @Test
    void the_same_neighbors_for_every_input_are_hubs() {
        NeighborQuality sums = of("good", "good", "good", "good").get(0);

        assertEquals(3 / 12.0, sums.cardinality(), 1e-12);
        assertEquals(1, sums.largestHub());
    }

    @Test
    void hubness_is_the_skewness_of_the_counts() {
        // counts 5 5 5 1 1 1 of four times "good", "great" and "awful" are even; with "bad and good", sum 0: 1, 4, then
        // 0
        NeighborQuality sums = of("bad good film").get(0);

        // counts 1 1 0 0 1 0: even as well
        assertEquals(0, sums.hubness(), 1e-12);
        assertEquals(3 / 3.0, sums.cardinality(), 1e-12);
    }

    @Test
    void every_layer_is_judged_and_no_prediction_is_refused() {
        assertEquals(
                List.of("sum", "parts"),
                of("good").stream().map(NeighborQuality::layer).toList());
        Refusals.assertRefused("at least one prediction", () -> of());
    }
}
