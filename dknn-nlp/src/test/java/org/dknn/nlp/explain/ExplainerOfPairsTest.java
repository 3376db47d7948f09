package org.dknn.nlp.explain;

import static org.dknn.nlp.PairProducts.pair;
import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dknn.DeepKnn;
import org.dknn.nlp.PairProducts;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.json.ExplanationJson;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainerOfPairsTest {

    private final PairProducts network = new PairProducts();
    private final DeepKnn<SentencePair> dknn = network.fitted();
    private final Explainer<TextPair> explainer =
            Explainer.ofPairs(dknn, Tokenizer.whitespace()).withAttributions(LeaveOneOut.probability());

    private Explanation explain(String premise, String hypothesis) {
        return explainer.explain(new TextPair(premise, hypothesis));
    }

    /** Of the first method. */
    private static Attributions values(Explanation explanation, Side side) {
        return explanation
                .segments()
                .get(side == Side.PREMISE ? 0 : 1)
                .attributions()
                .get(0);
    }

    @Test
    void a_word_is_removed_while_the_other_segment_stays_whole() {
        Explanation explanation = explain("good great cat", "great dog");

        // 0.5 + (1 + 2) * 2 / 8 is cut to 1; without good 0.5 + 4 / 8 = 1, without great 0.5 + 2 / 8 = 0.75
        assertEquals("agree", explanation.labelSet().name(explanation.label()));
        assertArrayEquals(
                new double[] {0, 0.25, 0}, values(explanation, Side.PREMISE).values());
        // without great the product is 0
        assertArrayEquals(
                new double[] {0.5, 0}, values(explanation, Side.HYPOTHESIS).values());
        assertEquals(
                List.of("premise", "hypothesis"),
                explanation.segments().stream().map(Segment::name).toList());
    }

    @Test
    void a_pair_of_n_and_m_words_costs_1_and_n_and_m_rows_whatever_the_number_of_methods() {
        explainer
                .withAttributions(LeaveOneOut.conformity(), LeaveOneOut.probability(), LeaveOneOut.pValue())
                .explain(new TextPair("good great cat", "great dog"));

        assertEquals(
                List.of(1 + 3 + 2), network.calls().stream().map(List::size).toList());
    }

    @Test
    void a_stream_of_pairs_is_explained_as_each_is_by_itself() {
        List<TextPair> pairs = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            pairs.add(new TextPair("good great a".substring(i % 5), "bad good dog".substring(i % 4)));
        }
        List<Explanation> expected = pairs.stream().map(explainer::explain).toList();
        int calls = network.calls().size();

        assertEquals(expected, explainer.explainAll(pairs.stream()).toList());
        // 32, 32 and 6 together, each pair with what it becomes without a word
        assertEquals(3, network.calls().size() - calls);
    }

    @Test
    void the_interaction_is_the_drop_of_both_less_the_drops_of_either() {
        Explanation explanation = explainer
                .withInteractions(LeaveOneOut.probability(), 2)
                .explain(new TextPair("good great a", "b good"));

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
    void interactions_are_whole_however_short_the_time() {
        Explainer<TextPair> all = explainer.withInteractions(LeaveOneOut.probability(), 2);
        TextPair input = new TextPair("a good great", "b good");

        assertEquals(
                all.explain(input).interactions(),
                all.within(Duration.ofNanos(1)).explain(input).interactions());
    }

    @Test
    void interactions_look_at_the_strongest_words_alone_so_their_cost_is_bounded() {
        Interactions found = explainer
                .withInteractions(LeaveOneOut.probability(), 1)
                .explain(new TextPair("a b c good d great e f", "x great y z w"))
                .interactions()
                .orElseThrow();

        assertEquals(List.of(5), found.premise().positions());
        assertEquals(List.of(1), found.hypothesis().positions());
        assertEquals(
                1 + 8 + 5 + 1, network.calls().stream().mapToInt(List::size).sum());
    }

    @Test
    void interactions_are_there_only_if_they_are_asked_for() {
        assertEquals(Optional.empty(), explain("good", "good").interactions());
    }

    @Test
    void neighbors_are_shown_as_pairs() {
        LayerNeighbors layer = explainer
                .withShownNeighbors(1)
                .explain(new TextPair("great", "great"))
                .neighbors()
                .get(0);

        assertEquals(List.of(new NeighborText(0, "great \u2192 great", 1, 0)), layer.nearest());
        assertRefused(
                "the number of shown neighbors must be 0 or more, got -1", () -> explainer.withShownNeighbors(-1));
    }

    @ParameterizedTest
    @CsvSource({"'', good", "good, ''", "'', ''", "'  ', ' '"})
    void an_empty_segment_has_no_words_and_the_other_one_is_explained(String premise, String hypothesis) {
        Explanation explanation =
                explainer.withInteractions(LeaveOneOut.probability(), 3).explain(new TextPair(premise, hypothesis));

        assertEquals(
                premise.isBlank() ? 0 : 1, values(explanation, Side.PREMISE).size());
        assertEquals(
                hypothesis.isBlank() ? 0 : 1,
                values(explanation, Side.HYPOTHESIS).size());
        assertEquals(0, explanation.interactions().orElseThrow().peak());
    }

    @Test
    void words_that_the_network_does_not_know_say_nothing() {
        Explanation explanation = explain("qwx zzt", "vbb");

        assertEquals(0, values(explanation, Side.PREMISE).peak());
        assertEquals(0, values(explanation, Side.HYPOTHESIS).peak());
    }

    private static Explanation with(Explanation explanation, Segment second, Optional<Interactions> interactions) {
        return new Explanation(
                List.of(explanation.segments().get(0), second),
                explanation.labelSet(),
                explanation.prediction(),
                explanation.neighbors(),
                interactions);
    }

    @Test
    void segments_by_other_methods_are_refused() {
        Explanation one = explain("good", "good");
        Segment second = one.segments().get(1);
        Segment renamed =
                new Segment("hypothesis", "good", second.tokens(), List.of(Attributions.of("another", one.label(), 1)));

        assertEquals(one.segments(), with(one, second, Optional.empty()).segments());
        assertRefused("same methods, got [probability] and [another]", () -> with(one, renamed, Optional.empty()));
    }

    @Test
    void another_class_is_explained_by_the_opposite_of_two() {
        Explainer<TextPair> interacting = explainer.withInteractions(LeaveOneOut.probability(), 2);
        TextPair pair = new TextPair("good great a", "b good");

        Explanation predicted = interacting.explain(pair);
        Explanation other = interacting.withTarget(Target.of(0)).explain(pair);

        assertEquals(1, other.label());
        assertEquals(Target.of(0), values(other, Side.PREMISE).target());
        for (int position = 0; position < 3; position++) {
            assertEquals(
                    -values(predicted, Side.PREMISE).value(position),
                    values(other, Side.PREMISE).value(position),
                    1e-6);
        }
        assertEquals(0.125, other.interactions().orElseThrow().value(0, 1), 1e-6);
        assertRefused("got 2", () -> explainer.withTarget(Target.of(2)));
    }

    @Test
    void interactions_outside_of_the_texts_are_refused() {
        Explanation one = explain("good", "good");
        Interactions.Drops none = new Interactions.Drops(List.of(), List.of());
        Interactions.Drops second = new Interactions.Drops(List.of(1), List.of(0.0));
        Optional<Interactions> premise = Optional.of(Interactions.of("m", second, none, new double[1][0]));
        Optional<Interactions> hypothesis = Optional.of(Interactions.of("m", none, second, new double[0][]));

        assertRefused(
                "in the premise of 1 words, got a word at 1",
                () -> with(one, one.segments().get(1), premise));
        assertRefused(
                "in the hypothesis of 1 words, got a word at 1",
                () -> with(one, one.segments().get(1), hypothesis));
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
                "at least 1 word of each segment, got 0",
                () -> explainer.withInteractions(LeaveOneOut.conformity(), 0));
        assertRefused("at least one attribution", () -> explainer.withAttributions());
    }

    @Test
    void a_pair_and_what_both_segments_become_are_asked_for_together() {
        explain("good a", "b good");

        assertEquals(
                List.of(List.of(
                        pair("good a", "b good"),
                        pair("a", "b good"),
                        pair("good", "b good"),
                        pair("good a", "good"),
                        pair("good a", "b"))),
                network.calls());
    }

    @Test
    void after_closing_nothing_is_explained() {
        explain("a", "");
        explain("", "");
        dknn.close();

        assertThrows(IllegalStateException.class, () -> explain("a", "b"));
        assertThrows(IllegalStateException.class, () -> explain("a", ""));
        assertThrows(IllegalStateException.class, () -> explain("", ""));
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
    void a_pair_of_one_segment_has_no_interactions() {
        Explanation alone = explainer
                .withInteractions(LeaveOneOut.probability(), 2)
                .withSegment(Side.HYPOTHESIS)
                .explain(new TextPair("good great", "good"));

        assertEquals(
                List.of("hypothesis"),
                alone.segments().stream().map(Segment::name).toList());
        assertEquals(Optional.empty(), alone.interactions());
        assertEquals(List.of(2), network.calls().stream().map(List::size).toList());
    }

    @Test
    void an_explanation_is_a_plain_value() throws IOException {
        Explainer<TextPair> interacting = explainer.withInteractions(LeaveOneOut.probability(), 2);
        TextPair pair = new TextPair("good great a", "b good");
        Explanation made = interacting.explain(pair);
        ExplanationJson json = ExplanationJson.create();

        assertEquals(made, interacting.explain(pair));
        assertEquals(made, json.read(json.write(made)));
    }
}
