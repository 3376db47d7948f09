package org.dknn.reliability;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.PointExtractor;
import org.dknn.Prediction;
import org.dknn.reliability.LayerStudy.LayerScore;
import org.junit.jupiter.api.Test;

class LayerStudyTest {

    private static DeepKnn<String> dknn(int k, double leftGap, double rightGap) {
        return Plane.builder()
                .neighbors(k)
                .fit(Plane.normal(1, 400, leftGap, rightGap), Plane.normal(2, 50, leftGap, rightGap));
    }

    private static LayerScore score(LayerStudy study, String kind, int k, String... layers) {
        return study.scores().stream()
                .filter(score -> score.nonconformity().equals(kind)
                        && score.k() == k
                        && score.layers().equals(List.of(layers)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_layer_that_tells_nothing_is_left_out() {
        try (DeepKnn<String> dknn = dknn(15, 2, 0)) {
            LayerStudy study = LayerStudy.of(dknn, Plane.normal(3, 600, 2, 0), 5, 15);

            assertEquals(List.of("left"), study.proposed().layers());
            assertTrue(score(study, "count", 15, "left").accuracy() > 0.75, study.markdown());
            assertEquals(0.5, score(study, "count", 15, "right").accuracy(), 0.1, study.markdown());
            assertEquals(36, study.scores().size()); // six kinds, left, right and both, two numbers of neighbors
        }
    }

    @Test
    void layers_that_tell_different_things_are_taken_together() {
        try (DeepKnn<String> dknn = dknn(15, 1.5, 1.5)) {
            LayerStudy study = LayerStudy.of(dknn, Plane.normal(3, 800, 1.5, 1.5));

            assertEquals(List.of("left", "right"), study.proposed().layers());
            assertEquals(
                    List.of("left", "right"),
                    study.proposed("log-ratio").orElseThrow().layers());
            assertTrue(study.proposed("no such kind").isEmpty());
        }
    }

    @Test
    void counts_saturate_and_ratios_do_not() {
        try (DeepKnn<String> dknn = dknn(5, 3, 3)) {
            LayerStudy study = LayerStudy.of(dknn, Plane.normal(3, 500, 3, 3));

            assertTrue(score(study, "count", 5, "left", "right").saturation() > 0.5, study.markdown());
            assertTrue(score(study, "weighted-votes", 5, "left", "right").saturation() > 0.5, study.markdown());
            assertEquals(
                    1 / 500.0, score(study, "log-ratio", 5, "left", "right").saturation());
        }
    }

    @Test
    void a_smaller_k_is_as_fitting_with_it() {
        Dataset<String> training = Plane.normal(1, 200, 1, 1);
        Dataset<String> calibration = Plane.normal(2, 40, 1, 1);
        List<String> inputs = Plane.normal(3, 30, 1, 1).inputs();
        try (DeepKnn<String> large =
                        DeepKnn.builder(new PointExtractor()).neighbors(20).fit(training, calibration);
                DeepKnn<String> small =
                        DeepKnn.builder(new PointExtractor()).neighbors(7).fit(training, calibration)) {
            List<Prediction> found = large.predictAll(inputs);
            for (int i = 0; i < inputs.size(); i++) {
                assertEquals(small.predict(inputs.get(i)).statistics(), FewerNeighbors.statistics(found.get(i), 7));
            }
        }
    }

    @Test
    void few_layers_are_combined_in_all_ways_and_many_from_the_end() {
        assertEquals(
                List.of(
                        List.of(0),
                        List.of(1),
                        List.of(2),
                        List.of(0, 1),
                        List.of(0, 2),
                        List.of(1, 2),
                        List.of(0, 1, 2)),
                LayerSubsets.of(3));
        assertEquals(31, LayerSubsets.of(5).size());
        List<List<Integer>> six = LayerSubsets.of(6);
        assertEquals(11, six.size());
        assertEquals(List.of(4, 5), six.get(6));
        assertEquals(List.of(0, 1, 2, 3, 4, 5), six.get(10));
    }

    @Test
    void equal_areas_go_to_fewer_layers_and_neighbors() {
        LayerScore large = new LayerScore("count", 3, List.of("a", "b"), 0.9, 0.1, 0.02);
        LayerScore small = new LayerScore("count", 5, List.of("a"), 0.8, 0.1, 0.02);
        LayerScore worse = new LayerScore("margin", 5, List.of("b"), 0.95, 0.1, 0.03);
        LayerScore more = new LayerScore("count", 7, List.of("a"), 0.8, 0.1, 0.02);

        assertEquals(small, new LayerStudy(List.of(large, more, worse, small)).proposed());
        assertEquals(
                worse, new LayerStudy(List.of(large, worse)).proposed("margin").orElseThrow());
    }

    @Test
    void the_table_is_markdown_whatever_layers_are_called() {
        LayerScore score = new LayerScore("count", 9, List.of("a|b", "c"), 0.925, 0.1, 0.0254321);

        String markdown = new LayerStudy(List.of(score)).markdown();

        assertEquals("""
            | nonconformity | k | layers | accuracy | saturated | area under risk-coverage |
            |---|---:|---|---:|---:|---:|
            | count | 9 | a\\|b + c | 0.9250 | 0.1000 | 0.02543 |

            Proposed: count over a\\|b + c with k = 9.
            """, markdown);
    }

    @Test
    void bad_input_is_refused_by_name() {
        try (DeepKnn<String> dknn = dknn(5, 1, 1)) {
            Dataset<String> some = Plane.normal(3, 10, 1, 1);
            assertRefused("must be in 1..5, the classifier's own, got 6", () -> LayerStudy.of(dknn, some, 6));
            assertRefused("must be in 1..5, the classifier's own, got 0", () -> LayerStudy.of(dknn, some, 3, 0));
            assertRefused("needs at least one example", () -> LayerStudy.of(dknn, some.select()));
            assertRefused("at least one score", () -> new LayerStudy(List.of()));
        }
    }

    @Test
    void saturation_is_the_share_of_the_smallest_value() {
        assertEquals(0.5, Saturation.share(0, 3, 0, 2));
        assertEquals(0.25, Saturation.share(-1, 3, 0, 0));
        assertRefused("at least one value", Saturation::share);
        assertRefused("got NaN", () -> Saturation.share(1, Double.NaN));
    }
}
