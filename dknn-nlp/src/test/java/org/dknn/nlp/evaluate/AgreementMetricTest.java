package org.dknn.nlp.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.testkit.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AgreementMetricTest {

    private static List<AgreementMetric> all() {
        return AgreementMetric.all();
    }

    private static Attributions of(double... values) {
        return Attributions.of("x", 1, values);
    }

    private static double value(AgreementMetric metric, Attributions first, Attributions second) {
        return metric.value(first, second).orElseThrow();
    }

    @Test
    void top_words_by_hand() {
        // by size: 0 1 2 3 and 1 0 2 4
        Attributions first = of(9, -8, 7, 1, 0);
        Attributions second = of(8, 9, 7, 0, 2);

        assertEquals(1, value(AgreementMetric.featureAgreement(3), first, second));
        assertEquals(1 / 3.0, value(AgreementMetric.rankAgreement(3), first, second), 1e-12);
        // word 1 has the other sign
        assertEquals(2 / 3.0, value(AgreementMetric.signAgreement(3), first, second), 1e-12);
        assertEquals(0.75, value(AgreementMetric.featureAgreement(4), first, second));
        assertEquals(0, value(AgreementMetric.featureAgreement(1), first, second));
    }

    @Test
    void correlations_by_hand() {
        Attributions first = of(1, -2, 3);
        Attributions second = of(1, 2, 3);

        // ranks 2 1 3 and 1 2 3: 1 - 6 * 2 / (3 * 8)
        assertEquals(0.5, value(AgreementMetric.spearman(), first, second), 1e-12);
        assertEquals(1, value(AgreementMetric.absoluteSpearman(), first, second), 1e-12);
    }

    @Test
    void pairs_of_words_by_hand() {
        // sizes 1 2 3 and 1 3 3: (0, 1) and (0, 2) in the same order, (1, 2) equal on one side only
        assertEquals(2 / 3.0, value(AgreementMetric.pairwiseRankAgreement(), of(1, 2, 3), of(1, 3, -3)), 1e-12);
        assertEquals(1, value(AgreementMetric.pairwiseRankAgreement(), of(1, -1), of(2, 2)));
    }

    @Test
    void signs_of_different_labels_are_not_compared() {
        Attributions other = Attributions.of("x", 0, -1, -2, -3);

        assertFalse(AgreementMetric.spearman().value(of(1, 2, 3), other).isPresent());
        assertFalse(AgreementMetric.signAgreement(2).value(of(1, 2, 3), other).isPresent());
        assertEquals(1, value(AgreementMetric.absoluteSpearman(), of(1, 2, 3), other), 1e-12);
        assertEquals(1, value(AgreementMetric.rankAgreement(2), of(1, 2, 3), other));
    }

    @Test
    void an_empty_explanation_agrees_with_none_in_rank() {
        assertEquals(0, value(AgreementMetric.spearman(), of(0, 0, 0), of(1, 2, 3)));
        assertEquals(0, value(AgreementMetric.absoluteSpearman(), of(1, 2, 3), of(0, 0, -0.0)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void an_explanation_agrees_with_itself_and_agreement_is_mutual(AgreementMetric metric) {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 50; round++) {
            int size = 2 + random.nextInt(10);
            Attributions first = of(random.doubles(size, -1, 1).toArray());
            Attributions second = of(random.doubles(size, -1, 1).toArray());

            assertEquals(1, value(metric, first, first), 1e-12);
            assertEquals(value(metric, first, second), value(metric, second, first), 1e-12);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void short_texts_have_one_or_nothing(AgreementMetric metric) {
        assertFalse(metric.value(of(), of()).isPresent());
        OptionalDouble one = metric.value(of(2), of(3));
        one.ifPresent(value -> assertEquals(1, value));
        assertEquals(metric.name().contains("top"), one.isPresent());
    }

    @ParameterizedTest
    @MethodSource("all")
    void explanations_of_different_words_are_refused(AgreementMetric metric) {
        Refusals.assertRefused("got 1 values by x and 2 by x", () -> metric.value(of(1), of(1, 2)));
    }

    @Test
    void bad_settings_are_refused() {
        Refusals.assertRefused("at least 1, got 0", () -> AgreementMetric.featureAgreement(0));
        assertTrue(all().stream().map(AgreementMetric::name).distinct().count() == all().size());
    }
}
