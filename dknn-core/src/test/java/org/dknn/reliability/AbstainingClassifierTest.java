package org.dknn.reliability;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.conformal.Nonconformity;
import org.dknn.reliability.AbstainingClassifier.SelectivePrediction;
import org.dknn.reliability.AbstainingClassifier.SelectivePrediction.Abstention;
import org.dknn.reliability.AbstainingClassifier.SelectivePrediction.Label;
import org.dknn.reliability.AbstainingClassifier.SelectivePrediction.Reason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AbstainingClassifierTest {

    /** Classes around (0, 0) and (3, 3): about 1.7 % of the points are on the other's side. */
    private static final DeepKnn<String> DKNN =
            Plane.builder().neighbors(15).fit(Plane.normal(1, 600, 3, 3), Plane.normal(2, 200, 3, 3));

    private static final SelectionScore RULE = SelectionScore.margin(Nonconformity.logRatio());
    private static final RejectOption POLICY = new RejectOption(0.02, 0.1, 0.05);

    @AfterAll
    static void close() {
        DKNN.close();
    }

    private static AbstainingClassifier<String> classifier() {
        return AbstainingClassifier.calibrate(DKNN, RULE, Plane.normal(3, 2000, 3, 3), POLICY);
    }

    @Test
    void it_answers_where_it_is_sure_and_says_why_not_where_it_is_not() {
        AbstainingClassifier<String> classifier = classifier();

        assertEquals(
                1, assertInstanceOf(Label.class, classifier.predict("3.1,3.2")).label());
        assertEquals(
                0, assertInstanceOf(Label.class, classifier.predict("-0.2,0.1")).label());
        assertEquals(
                Reason.LOW_SCORE,
                assertInstanceOf(Abstention.class, classifier.predict("1.5,1.5"))
                        .reason());
        Abstention far = assertInstanceOf(Abstention.class, classifier.predict("40,40"));
        assertEquals(Reason.OUT_OF_DISTRIBUTION, far.reason());
        assertEquals(1, far.likeliest());
    }

    @Test
    void the_promise_holds_on_new_points_where_answering_all_would_break_it() {
        Dataset<String> test = Plane.normal(4, 4000, 3, 3);
        List<SelectivePrediction> answers = classifier().predictAll(test.inputs());

        int given = 0;
        int wrong = 0;
        int wrongIfAll = 0;
        for (int i = 0; i < test.size(); i++) {
            wrongIfAll += RULE.label(answers.get(i).prediction()) == test.label(i) ? 0 : 1;
            if (answers.get(i) instanceof Label label) {
                given++;
                wrong += label.label() == test.label(i) ? 0 : 1;
            }
        }
        assertTrue(wrong <= 0.02 * given, "seed 4: " + wrong + " of " + given);
        assertTrue(given > 0.5 * test.size(), "seed 4: " + given);
        assertTrue(wrong < wrongIfAll / 2, "seed 4: " + wrong + " and " + wrongIfAll);
    }

    @Test
    void a_rule_that_guesses_is_never_let_answer() {
        SelectionScore guess = new SelectionScore("guess", prediction -> 0, prediction -> 0.5);

        AbstainingClassifier<String> classifier =
                AbstainingClassifier.calibrate(DKNN, guess, Plane.normal(3, 500, 3, 3), POLICY);

        assertEquals(0, classifier.threshold().coverage());
        assertEquals(
                Reason.LOW_SCORE,
                assertInstanceOf(Abstention.class, classifier.predict("0,0")).reason());
    }

    @Test
    void examples_of_other_classes_are_refused() {
        Dataset<String> plane = Plane.normal(3, 500, 3, 3);
        Dataset<String> other = Dataset.of(plane.inputs(), plane.labels(), LabelSet.of("other", "classes"));

        assertRefused(
                "must have the classes " + DKNN.labelSet().names() + ", got [other, classes]",
                () -> AbstainingClassifier.calibrate(DKNN, RULE, other, POLICY));
        assertRefused("got [other, classes]", () -> LayerStudy.of(DKNN, other));
    }

    @Test
    void too_few_or_only_out_of_distribution_examples_are_refused() {
        assertRefused(
                "held-out predictions, got",
                () -> AbstainingClassifier.calibrate(DKNN, RULE, Plane.normal(3, 20, 3, 3), POLICY));
        assertRefused(
                "got none of 1", () -> AbstainingClassifier.calibrate(DKNN, RULE, Plane.points("90,90", 1), POLICY));
        assertRefused(
                "calibration examples, got 200",
                () -> AbstainingClassifier.calibrate(
                        DKNN, RULE, Plane.normal(3, 500, 3, 3), new RejectOption(0.02, 0.1, 0.001)));
    }
}
