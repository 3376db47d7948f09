package org.dknn.nlp.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.testkit.Refusals;
import org.junit.jupiter.api.Test;

class SensitivityTest {

    private static ExplainedText explained(Attribution scorer, String text) {
        Prediction prediction = Cases.DKNN.predict(Cases.words(text));
        return new ExplainedText(
                AnnotatedText.of(Cases.words(text)),
                prediction,
                scorer.score(Cases.words(text), prediction, Cases.PREDICTOR),
                scorer);
    }

    @Test
    void a_change_by_hand() {
        // great is 2 eighths; good in its place 1 eighth: a change of 1 by 2
        ExplainedText explained = explained(LeaveOneOut.probability(), "great");

        assertEquals(
                .5,
                Cases.value(new Sensitivity(List.of("good"), 3, 1), explained).orElseThrow(),
                1e-6);
    }

    @Test
    void the_largest_of_several_changes_counts() {
        ExplainedText explained = explained(LeaveOneOut.probability(), "great");

        // film in its place: 0, a change of 2 by 2; bad turns the label and is left out
        Sensitivity metric = new Sensitivity(List.of("good", "film", "bad"), 40, 1);

        assertEquals(1, Cases.value(metric, explained).orElseThrow(), 1e-6);
    }

    @Test
    void an_explainer_that_never_changes_is_not_sensitive() {
        ExplainedText explained = explained(Cases.fixed("fixed", 1, 2), "good film");

        assertEquals(
                0,
                Cases.value(new Sensitivity(List.of("great", "good"), 10, 1), explained)
                        .orElseThrow());
    }

    @Test
    void an_empty_explanation_is_divided_by_one() {
        ExplainedText film = explained(LeaveOneOut.probability(), "film");

        // good in its place has 1 eighth; film alone is label 1 too, by the lower summed distance or ordinal
        assertEquals(1, film.label());
        assertEquals(
                .125, Cases.value(new Sensitivity(List.of("good"), 2, 1), film).orElseThrow(), 1e-6);
    }

    @Test
    void nothing_is_said_where_every_change_turns_the_label_or_there_are_no_words() {
        ExplainedText explained = explained(LeaveOneOut.probability(), "great");

        assertFalse(Cases.value(new Sensitivity(List.of("bad", "awful"), 10, 1), explained)
                .isPresent());
        assertFalse(Cases.value(new Sensitivity(List.of("bad"), 1, 1), explained(LeaveOneOut.probability(), ""))
                .isPresent());
    }

    @Test
    void bad_settings_are_refused() {
        Refusals.assertRefused("got 0 and 3", () -> new Sensitivity(List.of(), 3, 1));
        Refusals.assertRefused("got 1 and 0", () -> new Sensitivity(List.of("a"), 0, 1));
    }
}
