package org.dknn.nlp.attribution;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.dknn.DeepKnn;
import org.dknn.ScoreFunction;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.perturb.FeatureGroups;
import org.junit.jupiter.api.Test;

class LocalLinearModelTest {

    private static final List<String> TEXT = List.of("great", "bad", "film", "awful", "good", "a", "good");

    private final DeepKnn<List<String>> dknn = new WordWeights().fitted();

    private double[] values(ScoreFunction score, int texts, List<String> text) {
        return Asking.attribute(LocalLinearModel.of(score, new SamplingBudget(texts, 3)), text, Target.of(1), dknn)
                .values();
    }

    @Test
    void a_linear_score_is_recovered() {
        // an eighth of the weights; no sum of some of these words leaves -4..4
        assertArrayEquals(
                new double[] {0.25, -0.125, 0, -0.25, 0.125, 0, 0.125},
                values(ScoreFunction.PROBABILITY, 300, TEXT),
                1e-3);
    }

    @Test
    void fewer_samples_than_words_are_enough_for_a_fit() {
        List<String> text = Collections.nCopies(50, "film");

        assertArrayEquals(new double[50], values(ScoreFunction.CONFORMITY, 20, text), 1e-9);
    }

    @Test
    void both_systems_of_a_ridge_regression_have_one_solution() {
        double[][] rows = {{1, 0, 2}, {0, 1, 1}, {3, 1, 0}};
        double[] values = {1, 2, -1};
        double[] weights = {1, 0.5, 2};
        double[] wide = RidgeRegression.slopes(copy(rows, 4), values, weights, 0.1);
        double[] square = RidgeRegression.slopes(copy(rows, 3), values, weights, 0.1);

        // a column of zeros more makes the other system the smaller one
        assertArrayEquals(square, Arrays.copyOf(wide, 3), 1e-12);
        assertEquals(0, wide[3], 1e-12);
    }

    private static double[][] copy(double[][] rows, int width) {
        return Arrays.stream(rows).map(row -> Arrays.copyOf(row, width)).toArray(double[][]::new);
    }

    @Test
    void a_ridge_regression_by_hand() {
        // one column -1, 1 with values 0, 4: least squares 2; two weights of 1, penalty 2 * 0.5: 4 / (2 + 1)
        assertArrayEquals(
                new double[] {4.0 / 3},
                RidgeRegression.slopes(new double[][] {{-1}, {1}}, new double[] {0, 4}, new double[] {1, 1}, 0.5),
                1e-12);
        // the second sample counts three times: mean 0.5 and 3; 1 * 2.25 + 3 * 0.25 = 3, and (1.5 * 3 + 3 * 0.5) = 6
        assertArrayEquals(
                new double[] {6.0 / (3 + 4e-9)},
                RidgeRegression.slopes(new double[][] {{-1}, {1}}, new double[] {0, 4}, new double[] {1, 3}, 1e-9),
                1e-9);
    }

    @Test
    void the_seed_and_the_text_make_the_draws() {
        double[] values = values(ScoreFunction.CONFORMITY, 50, TEXT);

        assertArrayEquals(values, values(ScoreFunction.CONFORMITY, 50, TEXT));
        double[] others = Asking.attribute(
                        LocalLinearModel.of(ScoreFunction.CONFORMITY, new SamplingBudget(50, 4)),
                        TEXT,
                        Target.of(1),
                        dknn)
                .values();
        assertNotEquals(Arrays.toString(values), Arrays.toString(others));
    }

    @Test
    void texts_of_no_and_of_one_word_are_scored() {
        assertEquals(0, values(ScoreFunction.PROBABILITY, 10, List.of()).length);
        assertArrayEquals(new double[] {0.125}, values(ScoreFunction.PROBABILITY, 10, List.of("good")), 0.01);
        assertArrayEquals(new double[2], values(ScoreFunction.CONFORMITY, 10, List.of("what", "ever")), 1e-12);
    }

    @Test
    void a_removal_that_removes_nothing_gives_zero_attributions() {
        ValueFunction function =
                new ValueFunction(ScoreFunction.CONFORMITY, (words, position) -> words, FeatureGroups.words());
        Attribution attribution =
                new LocalLinearModel("x", function, new SamplingBudget(50, 1), new LocalLinearModel.Fit(25, 1e-4));

        assertArrayEquals(
                new double[7], Asking.attribute(attribution, TEXT, dknn).values(), 1e-12);
    }

    @Test
    void impossible_fits_are_refused() {
        assertRefused("a width and a ridge above 0, got 0.0 and 1.0", () -> new LocalLinearModel.Fit(0, 1));
        assertRefused("a width and a ridge above 0, got 1.0 and NaN", () -> new LocalLinearModel.Fit(1, Double.NaN));
    }
}
