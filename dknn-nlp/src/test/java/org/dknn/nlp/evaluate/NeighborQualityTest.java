package org.dknn.nlp.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dknn.Prediction;
import org.dknn.testkit.Refusals;
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
        // in the layer "parts": "good" at (1, 0) has 1, 0, 4; "bad" at (0, 1) has 4, 3, 1; "great awful" has 0, 3, 1
        NeighborQuality parts = of("good", "bad", "great awful").get(1);

        // counts 2 3 0 2 2 0 about 1.5: squares 7.5, cubes -3; 6 / (5 * 4) * -3 / (7.5 / 5)^1.5
        assertEquals(0.3 * -3 / Math.pow(1.5, 1.5), parts.hubness(), 1e-12);
        assertEquals(4 / 9.0, parts.cardinality(), 1e-12);
        assertEquals(1, parts.largestHub());
    }

    @Test
    void a_nearest_neighbor_of_another_class_is_seen() {
        // "good bad bad": sum -1, so "a bad film" is nearest there; the same text as negative and one as positive
        List<Prediction> predictions = List.of(
                Cases.DKNN.predict(Cases.words("good bad bad")), Cases.DKNN.predict(Cases.words("great awful")));
        NeighborQuality parts = NeighborQuality.of(Cases.DKNN, predictions).get(1);

        long expected = predictions.stream()
                .filter(prediction -> Cases.DKNN
                                .reference()
                                .label(prediction.neighbors().get(1).ordinal(0))
                        == prediction.label())
                .count();
        assertEquals(expected / 2.0, parts.classDetection());
    }

    @Test
    void every_layer_is_judged_and_no_prediction_is_refused() {
        assertEquals(
                List.of("sum", "parts"),
                of("good").stream().map(NeighborQuality::layer).toList());
        Refusals.assertRefused("at least one prediction", () -> of());
    }
}
