package org.dknn.nlp.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.Prediction;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.PlanExecutor;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;
import org.dknn.testkit.Refusals;
import org.junit.jupiter.api.Test;

class SensitivityTest {

    private static ExplainedSegment explained(Attribution method, String text) {
        return Cases.explained(AnnotatedText.of(Cases.words(text)), method);
    }

    @Test
    void a_change_by_hand() {
        // great is 2 eighths; good in its place 1 eighth: a change of 1 by 2
        ExplainedSegment explained = explained(LeaveOneOut.probability(), "great");

        assertEquals(
                .5,
                Cases.value(ExplanationMetric.sensitivity(List.of("good"), 3, 1), explained)
                        .orElseThrow(),
                1e-6);
    }

    @Test
    void the_largest_of_several_changes_counts() {
        ExplainedSegment explained = explained(LeaveOneOut.probability(), "awful");

        // film in its place: 0, a change of 2 by 2; good turns the label and is left out
        ExplanationMetric metric = ExplanationMetric.sensitivity(List.of("bad", "film", "good"), 40, 1);

        assertEquals(1, Cases.value(metric, explained).orElseThrow(), 1e-6);
    }

    @Test
    void an_explainer_that_never_changes_is_not_sensitive() {
        ExplainedSegment explained = explained(Cases.fixed("fixed", 1, 2), "good film");

        assertEquals(
                0,
                Cases.value(ExplanationMetric.sensitivity(List.of("great", "good"), 10, 1), explained)
                        .orElseThrow());
    }

    @Test
    void an_empty_explanation_is_divided_by_one() {
        ExplainedSegment film = explained(LeaveOneOut.probability(), "film");

        // bad in its place has 1 eighth; film alone is label 0 too, as the lower label has the vote of equally near
        // texts
        assertEquals(0, film.label());
        assertEquals(
                .125,
                Cases.value(ExplanationMetric.sensitivity(List.of("bad"), 2, 1), film)
                        .orElseThrow(),
                1e-6);
    }

    @Test
    void nothing_is_said_where_every_change_turns_the_label_or_there_are_no_words() {
        ExplainedSegment explained = explained(LeaveOneOut.probability(), "great");

        assertFalse(Cases.value(ExplanationMetric.sensitivity(List.of("bad", "awful"), 10, 1), explained)
                .isPresent());
        assertFalse(Cases.value(
                        ExplanationMetric.sensitivity(List.of("bad"), 1, 1), explained(LeaveOneOut.probability(), ""))
                .isPresent());
    }

    /** Neighbors that contradict the network: they call what is bad positive. */
    private static final DeepKnn<List<String>> CONTRARY = new WordWeights()
            .fitted(
                    LabelSet.of("negative", "positive"),
                    "a bad film",
                    "an awful film",
                    "awful and bad",
                    "a good film",
                    "a great film",
                    "great and good");

    private static OptionalDouble contrary(String substitute, Function<Prediction, Target> target) {
        PlanExecutor executor = new PlanExecutor(Predictor.of(CONTRARY));
        AnnotatedText text = AnnotatedText.of(List.of("great"));
        Prediction whole = executor.run(Evaluation.predict(text.features()));
        Attribution method = LeaveOneOut.probability();
        ExplainedSegment explained = new ExplainedSegment(
                text, whole, executor.run(method.plan(text.features(), target.apply(whole))), method);
        assertEquals(List.of(0, 1), List.of(whole.label(), whole.networkLabel()));
        return executor.run(
                ExplanationMetric.sensitivity(List.of(substitute), 3, 1).plan(explained));
    }

    @Test
    void the_answer_that_is_explained_must_stay() {
        // good is 1 eighth where great is 2; both answers stay
        for (Function<Prediction, Target> target : List.of(Target.network(), Target.neighbors())) {
            assertEquals(.5, contrary("good", target).orElseThrow(), 1e-6);
        }
        // both answers turn, the neighbors' to the one that the network gave
        assertFalse(contrary("awful", Target.network()).isPresent());
        assertFalse(contrary("awful", Target.neighbors()).isPresent());
    }

    @Test
    void bad_settings_are_refused() {
        Refusals.assertRefused("got 0 and 3", () -> ExplanationMetric.sensitivity(List.of(), 3, 1));
        Refusals.assertRefused("got 1 and 0", () -> ExplanationMetric.sensitivity(List.of("a"), 0, 1));
    }
}
