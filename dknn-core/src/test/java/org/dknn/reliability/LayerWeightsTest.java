package org.dknn.reliability;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.ScoredExamples;
import org.dknn.conformal.Nonconformity;
import org.junit.jupiter.api.Test;

class LayerWeightsTest {

    private static DeepKnn<String> dknn(double leftGap, double rightGap) {
        return Plane.builder()
                .neighbors(9)
                .fit(Plane.normal(1, 300, leftGap, rightGap), Plane.normal(2, 50, leftGap, rightGap));
    }

    private static double loss(ScoredExamples heldOut, Nonconformity nonconformity) {
        double sum = 0;
        for (int i = 0; i < heldOut.size(); i++) {
            double own = nonconformity.of(heldOut.statistics(i), heldOut.label(i));
            double other = nonconformity.of(heldOut.statistics(i), 1 - heldOut.label(i));
            sum += Math.log1p(Math.exp(own - other));
        }
        return sum / heldOut.size();
    }

    private static List<Double> weights(Nonconformity weighted) {
        return weighted.parameters().subList(1, 3);
    }

    @Test
    void a_layer_that_tells_nothing_gets_almost_no_weight() {
        try (DeepKnn<String> dknn = dknn(2, 0)) {
            ScoredExamples heldOut = dknn.score(Plane.normal(3, 3000, 2, 0));

            Nonconformity weighted = LayerWeights.fit(heldOut, Nonconformity.count());

            List<Double> weights = weights(weighted);
            assertEquals("weighted count", weighted.name());
            assertTrue(weights.get(0) > 5 * weights.get(1), weights.toString());
            assertTrue(weights.get(1) >= 0, weights.toString());
        }
    }

    @Test
    void no_other_weights_are_likelier() {
        try (DeepKnn<String> dknn = dknn(1.5, 1)) {
            ScoredExamples heldOut = dknn.score(Plane.normal(3, 400, 1.5, 1));
            Nonconformity kind = Nonconformity.logRatio();

            Nonconformity fitted = LayerWeights.fit(heldOut, kind);

            double best = loss(heldOut, fitted);
            List<Double> weights = weights(fitted);
            for (double left : new double[] {0.5, 0.8, 1, 1.25, 2}) {
                for (double right : new double[] {0.5, 0.8, 1, 1.25, 2}) {
                    double other = loss(heldOut, kind.weighted(List.of(weights.get(0) * left, weights.get(1) * right)));
                    // the pull keeps the weights a little below the likeliest ones
                    assertTrue(best <= other + 2e-4, best + " " + other + " at " + left + ", " + right);
                }
            }
        }
    }

    @Test
    void layers_that_tell_as_much_weigh_about_as_much() {
        try (DeepKnn<String> dknn = dknn(2, 2)) {
            ScoredExamples heldOut = dknn.score(Plane.normal(5, 400, 2, 2));

            List<Double> weights = weights(LayerWeights.fit(heldOut, Nonconformity.trustScore()));

            assertEquals(1, weights.get(0) / weights.get(1), 0.5, weights.toString());
        }
    }

    @Test
    void labels_that_can_be_told_without_error_keep_the_weights_finite() {
        try (DeepKnn<String> dknn = dknn(30, 30)) {
            ScoredExamples heldOut = dknn.score(Plane.normal(3, 60, 30, 30));

            for (double weight : weights(LayerWeights.fit(heldOut, Nonconformity.logRatio()))) {
                assertTrue(weight > 0 && weight < 1_000, "" + weight);
            }
        }
    }

    @Test
    void what_cannot_be_learned_from_is_refused() {
        try (DeepKnn<String> dknn = dknn(2, 2)) {
            Dataset<String> some = Plane.normal(3, 10, 2, 2);
            ScoredExamples scored = dknn.score(some);

            assertRefused(
                    "at least one held-out example, got none",
                    () -> LayerWeights.fit(dknn.score(some.select()), Nonconformity.count()));
            assertRefused(
                    "differs between labels, got kth-distance",
                    () -> LayerWeights.fit(scored, dknn.fitted(Nonconformity.kthDistance())));
        }
    }
}
