package org.dknn.nlp.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ScoreFunction;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.perturb.Perturbation;
import org.junit.jupiter.api.Test;

class LeaveOneOutTest {

    private static final List<String> TEXT = List.of("great", "bad", "film");

    private final WordWeights network = new WordWeights();
    private final DeepKnn<List<String>> dknn = network.fitted();

    private Attributions score(Attribution attribution, List<String> words) {
        return Asking.attribute(attribution, words, dknn);
    }

    @Test
    void probability_drops_by_hand() {
        Attributions attributions = score(LeaveOneOut.probability(), TEXT);

        // sum 1: 0.625; without great -1: 0.375; without bad 2: 0.75; without film 1: 0.625
        assertEquals("probability", attributions.method());
        assertEquals(1, attributions.label());
        assertArrayEquals(new double[] {0.25, -0.125, 0}, attributions.values());
    }

    @Test
    void conformity_drops_by_hand_and_the_label_stays() {
        List<String> text = List.of("bad", "good", "film");

        Attributions attributions = score(LeaveOneOut.conformity(), text);

        // sum 0: good 1 and bad 1 away, then great and awful 2, the lower label has the vote: 2 negative;
        // parts (1, 1): good 1, bad 1, great and awful sqrt 2: 2 negative; 4 of 6
        assertEquals(4.0 / 6, dknn.predict(text).conformity(0));
        // without bad: sum 1: good 0, great 1, bad 2 as "great and good"; parts (0, 1): good 0, great 1, bad sqrt 2; 2
        // of 6
        assertEquals(1, dknn.predict(List.of("good", "film")).label());
        assertEquals(4.0 / 6 - 2.0 / 6, attributions.value(0));
        // without good: sum -1: bad 0, awful 1, "awful and bad" 2 as good; parts (1, 0): bad 0, awful 1, good sqrt 2; 5
        // of 6
        assertEquals(4.0 / 6 - 5.0 / 6, attributions.value(1));
        assertEquals(0, attributions.value(2));
        assertEquals(0, attributions.label());
    }

    @Test
    void p_values_drop_as_the_predictions_say() {
        Attributions attributions = score(LeaveOneOut.pValue(), TEXT);

        Prediction without = dknn.predict(List.of("bad", "film"));
        assertEquals(dknn.predict(TEXT).pValues().value(1) - without.pValues().value(1), attributions.value(0));
    }

    @Test
    void all_shortened_texts_go_through_the_network_together() {
        Asking.attribute(LeaveOneOut.conformity(), TEXT, Target.of(1), dknn);

        assertEquals(1, network.calls().size());
        assertEquals(
                List.of(TEXT, List.of("bad", "film"), List.of("great", "film"), List.of("great", "bad")),
                network.calls().get(0));
    }

    @Test
    void a_removal_that_removes_nothing_gives_zero_attributions() {
        for (ScoreFunction score :
                List.of(ScoreFunction.CONFORMITY, ScoreFunction.P_VALUE, ScoreFunction.PROBABILITY)) {
            Attribution attribution = new LeaveOneOut("nothing", score, (words, position) -> words);

            assertEquals(Attributions.of("nothing", 1, 0, 0, 0), score(attribution, TEXT));
        }
    }

    @Test
    void any_score_and_any_removal_will_do() {
        Perturbation turned = (words, position) -> List.of("awful");
        Attribution attribution =
                new LeaveOneOut("turned", (prediction, label) -> 10 * prediction.probability(label), turned);

        // 6.25 - 10 * (0.5 - 2 / 8)
        assertArrayEquals(
                new double[] {3.75, 3.75, 3.75}, score(attribution, TEXT).values());
    }

    @Test
    void a_text_without_words_has_no_attributions() {
        assertEquals(0, score(LeaveOneOut.conformity(), List.of()).size());
        assertEquals(0, score(LeaveOneOut.conformity(), List.of()).peak());
    }

    @Test
    void the_only_word_is_compared_with_the_empty_text() {
        // good: 0.625; nothing: 0.5
        assertArrayEquals(
                new double[] {0.125},
                score(LeaveOneOut.probability(), List.of("good")).values());
    }

    @Test
    void parts_must_be_there() {
        assertThrows(
                NullPointerException.class, () -> new LeaveOneOut(null, ScoreFunction.P_VALUE, Perturbation.delete()));
        assertThrows(NullPointerException.class, () -> new LeaveOneOut("x", null, Perturbation.delete()));
        assertThrows(NullPointerException.class, () -> new LeaveOneOut("x", ScoreFunction.P_VALUE, null));
    }
}
