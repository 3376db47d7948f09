package org.dknn.nlp.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dknn.DeepKnn;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.perturb.Perturbation;
import org.junit.jupiter.api.Test;

class InputReductionTest {

    private final DeepKnn<List<String>> dknn = new WordWeights().fitted();

    private List<InputReduction.Step> reduce(Attribution scorer, List<String> words) {
        return new InputReduction(scorer).reduce(words, dknn.predict(words), dknn::predictAll);
    }

    @Test
    void the_least_salient_word_goes_first() {
        List<InputReduction.Step> steps = reduce(LeaveOneOut.probability(), List.of("a", "great", "bad", "film"));

        // bad -0.125, then a 0, then film 0; great stays
        assertEquals(
                List.of(2, 0, 3),
                steps.stream().map(InputReduction.Step::position).toList());
        assertEquals(
                List.of(List.of("a", "great", "film"), List.of("great", "film"), List.of("great")),
                steps.stream().map(InputReduction.Step::words).toList());
        assertTrue(steps.stream().allMatch(step -> step.prediction().label() == 1));
    }

    @Test
    void it_ends_where_the_label_would_change() {
        // a scorer that finds the decisive word the least salient
        Attribution wrong =
                new LeaveOneOut("x", (prediction, label) -> -prediction.probability(label), Perturbation.delete());

        assertEquals(List.of(), reduce(wrong, List.of("great", "bad")));
    }

    @Test
    void the_label_of_the_whole_text_is_the_one_that_stays() {
        List<String> text = List.of("awful", "film", "good");

        List<InputReduction.Step> steps = reduce(LeaveOneOut.probability(), text);

        assertEquals(0, dknn.predict(text).label());
        assertEquals(List.of("awful"), steps.get(steps.size() - 1).words());
    }

    @Test
    void texts_of_no_and_of_one_word_have_no_steps() {
        assertEquals(List.of(), reduce(LeaveOneOut.conformity(), List.of()));
        assertEquals(List.of(), reduce(LeaveOneOut.conformity(), List.of("good")));
    }
}
