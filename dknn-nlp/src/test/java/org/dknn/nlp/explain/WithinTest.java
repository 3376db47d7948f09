package org.dknn.nlp.explain;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;

class WithinTest {

    private static final String TEXT = "a good film " + "with many words that say nothing ".repeat(9) + "great";
    private static final Duration AT_ONCE = Duration.ofNanos(1);

    private final DeepKnn<List<String>> dknn = new WordWeights().fitted();
    private final Explainer<String> explainer =
            Explainer.of(dknn, Tokenizer.whitespace()).withAttributions(LeaveOneOut.probability());

    @Test
    void an_explanation_has_all_but_the_last_words_however_short_the_time() {
        Explanation all = explainer.explain(TEXT);

        Explanation ended = explainer.within(AT_ONCE).explain(TEXT);

        assertEquals(all.prediction(), ended.prediction());
        assertEquals(all.neighbors(), ended.neighbors());
        assertEquals(
                IntStream.range(0, ended.tokens().size()).boxed().toList(),
                ended.attributions().get(0).unfinished());
        assertEquals(List.of(), ended.segments().get(0).without());
        assertTrue(Renderer.plain()
                .render(ended)
                .contains("The time was over before " + ended.tokens().size() + " of "));
    }

    @Test
    void with_time_enough_it_is_the_same() {
        Explainer<String> patient = explainer.within(Duration.ofDays(1));

        assertEquals(explainer.explain(TEXT), patient.explain(TEXT));
        assertEquals(explainer.explainWithEvidence("a good film"), patient.explainWithEvidence("a good film"));
    }

    /** Each of them has its share of the time, so many at once have more together. */
    @Test
    void many_are_explained_each_with_its_prediction() {
        List<String> texts =
                IntStream.range(0, 70).mapToObj(i -> TEXT + " " + i).toList();

        List<Explanation> ended =
                explainer.within(AT_ONCE).explainAll(texts.stream()).toList();

        assertEquals(texts, ended.stream().map(Explanation::text).toList());
        assertEquals(
                explainer
                        .explainAll(texts.stream())
                        .map(Explanation::prediction)
                        .toList(),
                ended.stream().map(Explanation::prediction).toList());
    }

    /** What moves the prediction is right although the search ends; it is not called the smallest. */
    @Test
    void a_counterfactual_that_was_not_searched_to_its_end_says_so() {
        String text = "great great great good good film";
        EvidenceReport all = explainer.explainWithEvidence(text);

        EvidenceReport ended = explainer.within(AT_ONCE).explainWithEvidence(text);

        assertEquals(all.words(), ended.words());
        assertTrue(ended.counterfactual().isEmpty()
                || !ended.counterfactual().get().isSmallest()
                || ended.counterfactual().equals(all.counterfactual()));
    }

    @Test
    void no_time_is_refused() {
        assertRefused("needs a time above 0, got PT0S", () -> explainer.within(Duration.ZERO));
    }
}
