package org.dknn.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.conformal.Nonconformity;
import org.junit.jupiter.api.Test;

class SelectionScoreTest {

    private static final Dataset<String> TRAINING = Plane.points("0,0 1,1 2,2 10,10 11,11 12,12", 0, 0, 0, 1, 1, 1);
    private static final Dataset<String> CALIBRATION = Plane.points("0,0 12,12 5,5 9,1 11,11", 0, 1, 1, 0, 1);

    @Test
    void rules_read_what_they_are_named_for() {
        try (DeepKnn<String> dknn = Plane.builder().neighbors(3).fit(TRAINING, CALIBRATION)) {
            Prediction prediction = dknn.predict("0.25,11");

            assertEquals(0, SelectionScore.softmax().label(prediction));
            assertEquals(0.75, SelectionScore.softmax().score(prediction));
            // squares 9 and 1 of 10
            assertEquals(
                    0.9,
                    SelectionScore.scaledSoftmax(new TemperatureScaling(0.5)).score(prediction),
                    1e-7);
            assertEquals(prediction.confidence(), SelectionScore.confidence().score(prediction));
            assertEquals(prediction.credibility(), SelectionScore.credibility().score(prediction));
            assertEquals(prediction.label(), SelectionScore.credibility().label(prediction));
        }
    }

    @Test
    void the_margin_is_the_difference_of_the_two_smallest_nonconformities() {
        try (DeepKnn<String> dknn = Plane.builder().neighbors(3).fit(TRAINING, CALIBRATION)) {
            SelectionScore margin = SelectionScore.margin(Nonconformity.count());

            // left 10, 2, 11: one low, two high; right all high: 5 disagree with low, 1 with high
            assertEquals(1, margin.label(dknn.predict("6.5,9")));
            assertEquals(4, margin.score(dknn.predict("6.5,9")));
            // left all high, right all low: a tie goes to the lower label
            assertEquals(0, margin.label(dknn.predict("11,1")));
            assertEquals(0, margin.score(dknn.predict("11,1")));
        }
    }

    @Test
    void answers_of_a_rule_know_which_are_right() {
        try (DeepKnn<String> dknn = Plane.builder().neighbors(3).fit(TRAINING, CALIBRATION)) {
            Dataset<String> test = Plane.points("1,1 11,11 0,2", 0, 1, 1);

            SelectivePredictions answers = SelectivePredictions.of(
                    SelectionScore.margin(Nonconformity.count()), dknn.predictAll(test.inputs()), test.labels());

            assertEquals(1, answers.errors());
            assertEquals(6, answers.score(1));
            IsotonicCalibration isotonic = IsotonicCalibration.fit(answers);
            SelectionScore calibrated =
                    SelectionScore.margin(Nonconformity.count()).calibrated(isotonic);
            assertEquals(2 / 3.0, calibrated.score(dknn.predict("1,1")), 1e-12);
            assertEquals("count margin, isotonic", calibrated.name());
        }
    }
}
