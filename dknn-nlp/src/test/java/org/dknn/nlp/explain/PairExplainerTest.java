package org.dknn.nlp.explain;

import static org.dknn.nlp.PairProducts.pair;
import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dknn.DeepKnn;
import org.dknn.nlp.PairProducts;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairExplainerTest {

    private final PairProducts network = new PairProducts();
    private final DeepKnn<SentencePair> dknn = network.fitted();
    private final PairExplainer explainer =
            PairExplainer.of(dknn, Tokenizer.whitespace()).withScorers(LeaveOneOut.probability());

    @Test
    void a_word_is_scored_while_the_other_side_stays_whole() {
        PairExplanation explanation = explainer.explain("good great cat", "great dog");

        // 0.5 + (1 + 2) * 2 / 8 is cut to 1; without good 0.5 + 4 / 8 = 1, without great 0.5 + 2 / 8 = 0.75
        assertEquals("agree", explanation.labelName());
        assertArrayEquals(
                new double[] {0, 0.25, 0}, explanation.premise().saliency().values());
        // without great the product is 0
        assertArrayEquals(
                new double[] {0.5, 0}, explanation.hypothesis().saliency().values());
        assertSame(explanation.premise(), explanation.side(Side.PREMISE));
        assertSame(explanation.hypothesis(), explanation.side(Side.HYPOTHESIS));
    }

    @Test
    void a_pair_of_n_and_m_words_costs_1_and_n_and_m_rows_whatever_the_number_of_methods() {
        explainer
                .withScorers(LeaveOneOut.conformity(), LeaveOneOut.probability(), LeaveOneOut.pValue())
                .explain("good great cat", "great dog");

        assertEquals(List.of(1, 3, 2), network.calls().stream().map(List::size).toList());
    }

    @Test
    void a_stream_of_pairs_is_explained_as_each_is_by_itself() {
        List<TextPair> pairs = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            pairs.add(new TextPair("good great a".substring(i % 5), "bad good dog".substring(i % 4)));
        }
        List<PairExplanation> expected = pairs.stream()
                .map(pair -> explainer.explain(pair.premise(), pair.hypothesis()))
                .toList();
        int calls = network.calls().size();

        List<PairExplanation> all = explainer.explainAll(pairs.stream()).toList();

        assertEquals(expected.size(), all.size());
        for (int i = 0; i < all.size(); i++) {
            for (Side side : Side.values()) {
                assertEquals(
                        expected.get(i).side(side).saliencies(),
                        all.get(i).side(side).saliencies());
                assertEquals(
                        expected.get(i).side(side).text(), all.get(i).side(side).text());
            }
        }
        // 32, 32 and 6 together: the pairs themselves, their premises and their hypotheses
        assertEquals(9, network.calls().size() - calls);
    }

    @Test
    void the_interaction_is_the_drop_of_both_less_the_drops_of_either() {
        PairExplanation explanation =
                explainer.withInteractions(LeaveOneOut.probability(), 2).explain("good great a", "b good");

        // product 3: 0.875; alone: good 0.125, great 0.25, hypothesis good 0.375; both: product 0, so 0.375
        Interactions found = explanation.interactions().orElseThrow();
        assertEquals(new Interactions.Drops(List.of(0, 1), List.of(0.125, 0.25)), found.premise());
        assertEquals(new Interactions.Drops(List.of(0, 1), List.of(0.0, 0.375)), found.hypothesis());
        assertEquals(0.375, found.bothDrop(0, 1));
        assertEquals(-0.125, found.value(0, 1));
        assertEquals(-0.25, found.value(1, 1));
        // a word that says nothing interacts with none
        assertEquals(0, found.value(0, 0));
        assertEquals(0, found.value(1, 0));
        assertEquals(0.25, found.peak());
    }

    @Test
    void interactions_look_at_the_strongest_words_alone_so_their_cost_is_bounded() {
        Interactions found = explainer
                .withInteractions(LeaveOneOut.probability(), 1)
                .explain("a b c good d great e f", "x great y z w")
                .interactions()
                .orElseThrow();

        assertEquals(List.of(5), found.premise().positions());
        assertEquals(List.of(1), found.hypothesis().positions());
        assertEquals(
                1 + 8 + 5 + 1, network.calls().stream().mapToInt(List::size).sum());
    }

    @Test
    void interactions_are_there_only_if_they_are_asked_for() {
        assertEquals(Optional.empty(), explainer.explain("good", "good").interactions());
    }

    @Test
    void neighbors_are_shown_as_pairs() {
        LayerNeighbors layer = explainer
                .withShownNeighbors(1)
                .explain("great", "great")
                .neighbors()
                .get(0);

        assertEquals(List.of(new NeighborText(0, "great \u2192 great", 1, 0)), layer.nearest());
        assertRefused("cannot show -1 neighbors", () -> explainer.withShownNeighbors(-1));
    }

    @ParameterizedTest
    @CsvSource({"'', good", "good, ''", "'', ''", "'  ', ' '"})
    void an_empty_side_has_no_words_and_the_other_one_is_explained(String premise, String hypothesis) {
        PairExplanation explanation =
                explainer.withInteractions(LeaveOneOut.probability(), 3).explain(premise, hypothesis);

        assertEquals(premise.isBlank() ? 0 : 1, explanation.premise().saliency().size());
        assertEquals(
                hypothesis.isBlank() ? 0 : 1,
                explanation.hypothesis().saliency().size());
        assertEquals(0, explanation.interactions().orElseThrow().peak());
    }

    @Test
    void words_that_the_network_does_not_know_say_nothing() {
        PairExplanation explanation = explainer.explain("qwx zzt", "vbb");

        assertEquals(0, explanation.premise().saliency().peak());
        assertEquals(0, explanation.hypothesis().saliency().peak());
    }

    @Test
    void sides_of_two_predictions_or_by_other_methods_are_refused() {
        PairExplanation one = explainer.explain("good", "good");
        PairExplanation other = explainer.explain("good", "good");
        Explanation renamed = new Explanation(
                "good",
                one.premise().tokens(),
                one.labelSet(),
                one.prediction(),
                List.of(Attributions.of("another", one.label(), 1)),
                List.of());

        assertRefused(
                "same prediction", () -> new PairExplanation(one.premise(), other.hypothesis(), Optional.empty()));
        assertRefused(
                "same methods, got [another] and [probability]",
                () -> new PairExplanation(renamed, one.hypothesis(), Optional.empty()));
    }

    @Test
    void another_class_is_explained_by_the_opposite_of_two() {
        PairExplainer interacting = explainer.withInteractions(LeaveOneOut.probability(), 2);

        PairExplanation predicted = interacting.explain("good great a", "b good");
        PairExplanation other = interacting.withTarget(Target.of(0)).explain("good great a", "b good");

        assertEquals(1, other.label());
        assertEquals(Target.of(0), other.premise().saliency().target());
        for (int position = 0; position < 3; position++) {
            assertEquals(
                    -predicted.premise().saliency().value(position),
                    other.premise().saliency().value(position),
                    1e-6);
        }
        assertEquals(0.125, other.interactions().orElseThrow().value(0, 1), 1e-6);
        assertRefused("got 2", () -> explainer.withTarget(Target.of(2)));
    }

    @Test
    void interactions_outside_of_the_texts_are_refused() {
        PairExplanation one = explainer.explain("good", "good");
        Interactions far = Interactions.of(
                "m",
                new Interactions.Drops(List.of(1), List.of(0.0)),
                new Interactions.Drops(List.of(), List.of()),
                new double[1][0]);

        assertRefused(
                "in the premise of 1 words, got a word at 1",
                () -> new PairExplanation(one.premise(), one.hypothesis(), Optional.of(far)));
    }

    @Test
    void interactions_of_another_shape_are_refused() {
        Interactions.Drops one = new Interactions.Drops(List.of(0), List.of(0.5));

        assertRefused("needs 1 rows, got 0", () -> Interactions.of("m", one, one, new double[0][]));
        assertRefused("row 0 needs 1 values, got 2", () -> Interactions.of("m", one, one, new double[1][2]));
        assertRefused("a drop for each of 1 words, got 0", () -> new Interactions.Drops(List.of(0), List.of()));
        assertRefused(
                "positions must rise, got [1, 0]", () -> new Interactions.Drops(List.of(1, 0), List.of(0.0, 0.0)));
        assertRefused("drops must be finite, got NaN", () -> new Interactions.Drops(List.of(0), List.of(Double.NaN)));
        assertRefused(
                "drops must be finite, got Infinity",
                () -> Interactions.of("m", one, one, new double[][] {{Double.POSITIVE_INFINITY}}));
        assertRefused(
                "at least 1 word of each side, got 0", () -> explainer.withInteractions(LeaveOneOut.conformity(), 0));
        assertRefused("at least one scorer", () -> explainer.withScorers());
    }

    @Test
    void both_sides_add_up_to_the_pair_that_was_asked() {
        explainer.explain("good a", "b good");

        assertEquals(List.of(pair("good a", "b good")), network.calls().get(0));
        assertEquals(
                List.of(pair("a", "b good"), pair("good", "b good")),
                network.calls().get(1));
        assertEquals(
                List.of(pair("good a", "good"), pair("good a", "b")),
                network.calls().get(2));
    }

    @Test
    void after_closing_nothing_is_explained() {
        dknn.close();

        assertTrue(assertThrows(IllegalStateException.class, () -> explainer.explain("a", "b"))
                        .getMessage()
                != null);
    }

    @Test
    void interactions_are_equal_if_all_of_them_is() {
        Interactions.Drops one = new Interactions.Drops(List.of(0), List.of(0.5));
        Interactions.Drops other = new Interactions.Drops(List.of(1), List.of(0.5));
        Interactions found = Interactions.of("m", one, one, new double[][] {{0.25}});

        Interactions same = Interactions.of("m", one, one, new double[][] {{0.25}});
        assertEquals(found, same);
        assertEquals(found.hashCode(), same.hashCode());
        assertNotEquals(found, Interactions.of("n", one, one, new double[][] {{0.25}}));
        assertNotEquals(found, Interactions.of("m", other, one, new double[][] {{0.25}}));
        assertNotEquals(found, Interactions.of("m", one, other, new double[][] {{0.25}}));
        assertNotEquals(found, Interactions.of("m", one, one, new double[][] {{0.5}}));
    }

    @Test
    void the_record_of_a_pair_is_of_one_prediction_too() {
        PairExplanation made =
                explainer.withInteractions(LeaveOneOut.probability(), 2).explain("good great", "good");
        PairExplanationRecord one = PairExplanationRecord.of(made);
        PairExplanationRecord other = PairExplanationRecord.of(explainer.explain("bad", "good"));

        assertEquals(ExplanationRecord.of(made.hypothesis()), one.hypothesis());
        assertEquals(made.interactions(), one.interactions());
        assertEquals(made.verdict(), one.verdict());
        assertSame(one, PairExplanationRecord.of(one));
        assertSame(one.hypothesis(), one.side(Side.HYPOTHESIS));
        assertRefused(
                "the same classes, verdict and neighbors",
                () -> new PairExplanationRecord(one.premise(), other.hypothesis(), Optional.empty()));
        assertRefused(
                "in the premise of 1 words, got a word at 1",
                () -> new PairExplanationRecord(one.hypothesis(), one.premise(), one.interactions()));
    }
}
