package org.dknn.nlp.attribution;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ScoreFunction;
import org.dknn.nlp.WordWeights;
import org.junit.jupiter.api.Test;

class TargetTest {

    private static final List<String> TEXT = List.of("great", "bad", "film");

    private final DeepKnn<List<String>> dknn = new WordWeights().fitted();
    private final Prediction prediction = dknn.predict(TEXT);

    @Test
    void the_score_of_a_contrast_is_a_difference() {
        // sum 1: probability 0.625
        assertEquals(0.625, Target.of(1).score(ScoreFunction.PROBABILITY, prediction));
        assertEquals(0.25, Target.of(1).ratherThan(0).score(ScoreFunction.PROBABILITY, prediction));
        assertEquals(-0.25, Target.of(0).ratherThan(1).score(ScoreFunction.PROBABILITY, prediction));
    }

    @Test
    void the_predicted_class_is_chosen_by_the_prediction() {
        assertEquals(1, prediction.label());
        assertEquals(Target.of(1), Target.predicted(prediction));
        assertEquals(Target.of(1).ratherThan(0), Target.predictedRatherThanNext(prediction));
        assertEquals(Target.of(0).ratherThan(1), Target.predictedRatherThanNext(dknn.predict(List.of("awful"))));
    }

    @Test
    void leave_one_out_explains_any_class() {
        // sum 1: 0.375 for class 0; without great -1: 0.625; without bad 2: 0.25
        assertArrayEquals(
                new double[] {-0.25, 0.125, 0},
                Asking.attribute(LeaveOneOut.probability(), TEXT, Target.of(0), dknn)
                        .values());
        assertArrayEquals(
                new double[] {0.5, -0.25, 0},
                Asking.attribute(LeaveOneOut.probability(), TEXT, Target.of(1).ratherThan(0), dknn)
                        .values());
    }

    @Test
    void the_target_is_told_with_the_saliency() {
        Target target = Target.of(0).ratherThan(1);
        Attributions attributions = Asking.attribute(LeaveOneOut.conformity(), TEXT, target, dknn);

        assertEquals(target, attributions.target());
        assertEquals(0, attributions.label());
    }

    @Test
    void impossible_targets_are_refused() {
        assertRefused("a rival that is another one, got 1 and OptionalInt[1]", () -> Target.of(1)
                .ratherThan(1));
        assertRefused("needs a label", () -> Target.of(-1));
        assertRefused("needs a label", () -> new Target(0, OptionalInt.of(-2)));
    }
}
