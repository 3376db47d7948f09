package org.dknn.nlp.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.Prediction;
import org.dknn.nlp.WordWeights;
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
        // sums 1, 3, 4 as positive and 2, -2, -3 as negative: the nearest of 2 is negative, the others around it are
        // not
        try (DeepKnn<List<String>> dknn = new WordWeights()
                .fitted(
                        LabelSet.of("negative", "positive"),
                        "good",
                        "great good",
                        "great great",
                        "good good",
                        "awful",
                        "awful bad")) {
            List<Prediction> predictions = dknn.predictAll(List.of(List.of("good", "good"), List.of("bad", "bad")));

            assertEquals(1, predictions.get(0).label());
            assertEquals(0, predictions.get(1).label());
            assertEquals(0.5, NeighborQuality.of(dknn, predictions).get(0).classDetection());
        }
    }

    /** The sum of "film" is 0, with "good" and "bad" 1 away from it. */
    @Test
    void of_equally_near_examples_most_or_the_lower_label_decide() {
        for (boolean isFirst : new boolean[] {true, false}) {
            List<String> texts = isFirst ? List.of("good", "bad", "bad") : List.of("bad", "bad", "good");
            Dataset<List<String>> training = Dataset.of(
                    texts.stream().map(List::of).toList(),
                    texts.stream().mapToInt(text -> text.equals("good") ? 0 : 1).toArray(),
                    LabelSet.of("negative", "positive"));
            try (DeepKnn<List<String>> dknn =
                    DeepKnn.builder(new WordWeights()).neighbors(1).fit(training, training)) {
                Prediction film = dknn.predict(List.of("film"));

                assertEquals(1, film.label());
                assertEquals(1, NeighborQuality.of(dknn, List.of(film)).get(0).classDetection());
            }
        }
    }

    @Test
    void every_layer_is_judged_and_no_prediction_is_refused() {
        assertEquals(
                List.of("sum", "parts"),
                of("good").stream().map(NeighborQuality::layer).toList());
        Refusals.assertRefused("at least one prediction", () -> of());
    }
}
