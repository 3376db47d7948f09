package org.dknn.nlp.explain;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelChecks;
import org.dknn.OutputRefit;
import org.dknn.ProgressListener;
import org.dknn.activation.StepExtractor;
import org.dknn.conformal.LabelVotes;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.json.ExplanationJson;
import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.ood.OodResult;
import org.dknn.ood.SequenceOodDetector;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainerTest {

    private final WordWeights network = new WordWeights();
    private final DeepKnn<List<String>> dknn = network.fitted();
    private final Explainer<String> explainer = Explainer.of(dknn, Tokenizer.english());

    @Test
    void an_explanation_tells_label_words_and_neighbors() {
        Explanation explanation = explainer.explain("It's GOOD!");

        assertEquals("It's GOOD!", explanation.text());
        assertEquals(
                List.of(new Token("it", 0, 2), new Token("'s", 2, 4), new Token("good", 5, 9), new Token("!", 9, 10)),
                explanation.tokens());
        assertEquals("positive", explanation.labelSet().name(explanation.label()));
        assertEquals("neighbors and network", values(explanation).method());
        assertEquals(0, values(explanation).value(0));
        assertTrue(values(explanation).value(2) > 0);

        // sums 1, 2 and 3 are 0, 1 and 2 away; their ordinals are 1, 0, 2; -1 is 2 away too, and the lower label has
        // that vote
        LayerNeighbors sum = explanation.neighbors().get(0);
        assertEquals("sum", sum.layer());
        assertEquals(LabelVotes.of(1, 2), sum.votes());
        assertEquals(
                List.of(
                        new NeighborText(1, "a good film", 1, 0),
                        new NeighborText(0, "a great film", 1, 1),
                        new NeighborText(2, "great and good", 1, 2)),
                sum.nearest());
    }

    @Test
    void shown_texts_say_that_their_labels_are_suspect() {
        LabelChecks checks = LabelChecks.of(dknn.reference().size(), new int[] {1}, new int[] {0});
        Explainer<String> checked = Explainer.of(dknn.withLabelChecks(checks), Tokenizer.english());

        Explanation explanation = checked.explain("It's GOOD!");

        LayerNeighbors sum = explanation.neighbors().get(0);
        assertEquals(
                new NeighborText(1, "a good film", 1, 0, OptionalInt.of(0)),
                sum.nearest().get(0));
        assertEquals(1, sum.suspects());
        assertEquals(
                1,
                explanation.nearest().stream()
                        .filter(near -> near.neighbor().proposed().isPresent())
                        .count());
        String text = Renderer.plain().render(explanation);
        assertTrue(text.contains("; 1 of the 3 shown is perhaps mislabelled"), text);
        assertTrue(text.contains("perhaps mislabelled: its neighbors say negative"), text);
        assertTrue(Renderer.html().render(explanation).contains("perhaps mislabelled: its neighbors say negative"));
    }

    @Test
    void without_its_neighbors_a_text_has_other_votes() {
        Explanation explanation = explainer.explain("It's GOOD!");

        PredictionSummary without = explainer.without(explanation, List.of(1, 0));

        assertEquals(
                PredictionSummary.of(dknn.predictWithout(List.of("it", "'s", "good", "!"), List.of(0, 1))), without);
        assertEquals(explanation.prediction().probabilities(), without.probabilities());
        assertTrue(without.votes().count(1) < explanation.prediction().votes().count(1), without.toString());
        assertEquals(
                explanation.prediction().votes(),
                explainer.without(explanation, List.of()).votes());
    }

    @Test
    void without_the_examples_of_its_label_the_network_is_less_sure_after_a_refit() {
        Explanation explanation = explainer.explain("It's GOOD!");
        Explainer<String> refitting = explainer.withRefit(ProgressListener.silent());

        PredictionSummary without = refitting.without(explanation, List.of(1, 0));

        double[] refitted = OutputRefit.of(dknn, ProgressListener.silent())
                .without(List.of(0, 1))
                .probabilities(List.of("it", "'s", "good", "!"));
        assertEquals(Arrays.stream(refitted).boxed().toList(), without.probabilities());
        assertTrue(without.probability(1) < explanation.prediction().probability(1), without.toString());
        assertEquals(explainer.without(explanation, List.of(1, 0)).votes(), without.votes());
        assertEquals(
                explanation.prediction().probability(1),
                refitting.without(explanation, List.of()).probability(1),
                1e-7);
        assertEquals(explanation, refitting.explain("It's GOOD!"));
    }

    /** Three sentences, each alone and each left out, the whole text and none; single words are not asked for beside them. */
    @Test
    void a_method_by_sentences_asks_for_no_single_words() {
        Explainer<String> bySentence =
                explainer.withAttributions(LeaveOneOutAndIn.probability().withGroups(FeatureGroups.sentences()));

        Explanation explanation = bySentence.explain("a good film . it is bad . great fun !");

        assertEquals(
                1 + 1 + 3 + 3, network.calls().stream().mapToInt(List::size).sum());
        assertEquals(List.of(), explanation.segments().get(0).without());
        assertEquals(
                3, explainer.explain("good fun !").segments().get(0).without().size());
    }

    /** Of the first method. */
    private static Attributions values(Explanation explanation) {
        return explanation.attributions().get(0);
    }

    private static Optional<OodResult> ood(Explanation explanation) {
        return explanation.prediction().ood();
    }

    @Test
    void all_methods_share_the_shortened_texts() {
        Explanation explanation = explainer
                .withAttributions(LeaveOneOut.conformity(), LeaveOneOut.pValue(), LeaveOneOut.probability())
                .explain("a good film");

        assertEquals(3, explanation.attributions().size());
        assertEquals(List.of(4), network.calls().stream().map(List::size).toList());
    }

    @Test
    void the_shown_neighbors_are_as_many_as_wanted_and_there() {
        assertEquals(0, shown(0));
        assertEquals(2, shown(2));
        assertEquals(3, shown(100));
    }

    private int shown(int wanted) {
        return explainer
                .withShownNeighbors(wanted)
                .explain("good")
                .neighbors()
                .get(0)
                .nearest()
                .size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n"})
    void a_text_without_words_is_labelled_and_has_no_values(String text) {
        Explanation explanation = explainer.explain(text);

        assertEquals(List.of(), explanation.tokens());
        assertEquals(0, values(explanation).size());
        assertEquals(2, explanation.neighbors().size());
    }

    @Test
    void one_word_is_explained() {
        assertEquals(1, values(explainer.explain("good")).size());
    }

    @Test
    void words_that_say_nothing_have_no_value() {
        Explanation explanation = explainer.explain("zx qv");

        assertEquals(
                Attributions.of(
                        "neighbors and network", explanation.prediction().networkLabel(), 0, 0),
                values(explanation));
    }

    @Test
    void no_text_is_refused() {
        assertThrows(NullPointerException.class, () -> explainer.explain(null));
    }

    @Test
    void any_class_is_explained_and_one_rather_than_another() {
        Target target = Target.of(0).ratherThan(1);

        assertEquals(Target.of(1), values(explainer.explain("good")).target());
        assertEquals(
                target, values(explainer.withTarget(target).explain("good")).target());
        assertEquals(
                Target.of(1).ratherThan(0),
                values(explainer.withTarget(Target::predictedRatherThanNext).explain("good"))
                        .target());
        assertTrue(values(explainer.withTarget(target).explain("good")).value(0) < 0);
        assertRefused(
                "labels must be in 0..1 for the classes [negative, positive], got 2",
                () -> explainer.withTarget(Target.of(2)));
        assertRefused("got 3", () -> explainer.withTarget(Target.of(0).ratherThan(3)));
    }

    @Test
    void a_text_unlike_the_training_texts_has_reasons_in_the_order_of_their_share() {
        dknn.extendCalibration(Dataset.of(Collections.nCopies(16, List.of("good")), new int[16], dknn.labelSet()));
        OodResult unlike = ood(explainer.withOod(.2).explain("zzz qqq")).orElseThrow();
        OodResult usual = ood(explainer.withOod(.2).explain("good")).orElseThrow();

        assertEquals(false, unlike.inDistribution());
        // of 20 calibration texts "so so" alone is as unlike: both words and the pair are unknown, the sum is 0
        assertEquals(2 / 21.0, unlike.pValue());
        assertEquals(
                List.of("2 of 2 words unknown", "far in layer sum", "1 of 1 word pairs unknown"), unlike.reasons());
        assertEquals(true, usual.inDistribution());
        assertEquals(List.of(), usual.reasons());
    }

    @Test
    void ood_is_told_as_soon_as_enough_calibration_examples_are_there() {
        assertEquals(Optional.empty(), ood(explainer.explain("good")));

        dknn.extendCalibration(Dataset.of(Collections.nCopies(15, List.of("good")), new int[15], dknn.labelSet()));

        assertEquals(true, ood(explainer.explain("good")).isPresent());
        assertEquals(Optional.empty(), ood(explainer.withoutOod().explain("good")));
        assertEquals(
                ood(explainer.explain("good")),
                ood(explainer
                        .withOod(.05)
                        .withAttributions(LeaveOneOut.pValue())
                        .explain("good")));
    }

    @Test
    void words_in_an_unknown_order_are_told_step_by_step() {
        List<List<String>> texts = List.of(List.of("a", "good", "film"));
        try (SequenceOodDetector<List<String>> steps =
                SequenceOodDetector.fit(new NextWords().windows(2), texts, Collections.nCopies(4, texts.get(0)))) {
            Explainer<String> bySteps = explainer.withOod(steps, .2);

            OodResult usual = ood(bySteps.explain("a good film")).orElseThrow();
            OodResult shuffled = ood(bySteps.explain("film good a")).orElseThrow();

            assertEquals(true, usual.inDistribution());
            assertEquals(false, shuffled.inDistribution());
            assertEquals(.2, shuffled.pValue()); // farther than all 4 calibration texts, 1 / (4 + 1)
            assertEquals(
                    List.of("letters x 2 by step", "sum", "parts"),
                    shuffled.layers().stream().map(OodResult.Layer::name).toList());
            assertEquals(
                    ood(explainer.withOod(.2).explain("film good a"))
                            .orElseThrow()
                            .layers(),
                    shuffled.layers().subList(1, 3));
            assertRefused("needs at least 19 calibration examples", () -> explainer.withOod(steps, .05));
        }
    }

    /** A step a word: a direction for each of its letters. */
    private record NextWords() implements StepExtractor<List<String>> {

        @Override
        public String layer() {
            return "letters";
        }

        @Override
        public List<FloatMatrix> extract(List<List<String>> texts) {
            return texts.stream()
                    .map(words -> FloatMatrix.copyOf(
                            words.stream().map(NextWords::letters).toArray(float[][]::new)))
                    .toList();
        }

        private static float[] letters(String word) {
            float[] counts = new float[26];
            word.chars().forEach(letter -> counts[letter - 'a']++);
            return counts;
        }
    }

    @Test
    void bad_settings_are_refused() {
        assertRefused(
                "the rate of errors 0.05 needs at least 19 calibration examples, got 4", () -> explainer.withOod(.05));
        assertRefused("the rate of errors must be in (0, 1), got 1.0", () -> explainer.withOod(1));
        assertRefused("needs at least one attribution, got none", explainer::withAttributions);
        assertRefused(
                "the number of shown neighbors must be 0 or more, got -1", () -> explainer.withShownNeighbors(-1));
        assertThrows(NullPointerException.class, () -> Explainer.of(null, Tokenizer.english()));
        assertThrows(NullPointerException.class, () -> Explainer.of(dknn, null));
    }

    @Test
    void an_attribution_must_have_a_value_for_every_word() {
        Attribution lazy = new Attribution() {
            @Override
            public String name() {
                return "lazy";
            }

            @Override
            public Plan<Attributions> plan(Features features, Target target) {
                return Plan.of(Attributions.of("lazy", target));
            }
        };

        assertRefused(
                "attributions by lazy must have a value for each of 2 tokens, got 0",
                () -> explainer.withAttributions(lazy).explain("a b"));
    }

    @Test
    void a_tokenizer_must_stay_in_the_text() {
        Explainer<String> astray = Explainer.of(dknn, text -> List.of(new Token("good", 0, 9)));

        assertRefused("tokens must lie in the text of 4 characters, got [0, 9)", () -> astray.explain("good"));
    }

    @Test
    void a_closed_classifier_explains_nothing() {
        explainer.explain("good");
        dknn.close();

        for (String text : List.of("good", "bad", "", "a good film")) {
            assertThrows(IllegalStateException.class, () -> explainer.explain(text), text);
            assertThrows(IllegalStateException.class, () -> explainer.explainWithEvidence(text), text);
        }
    }

    @Test
    void what_needs_pairs_is_refused_for_texts() {
        assertRefused(
                "needs an explainer of pairs for one segment, got one of texts",
                () -> explainer.withSegment(SentencePair.Side.PREMISE));
        assertRefused(
                "needs an explainer of pairs for interactions, got one of texts",
                () -> explainer.withInteractions(LeaveOneOut.conformity(), 2));
    }

    @Test
    void an_explanation_is_a_plain_value() throws IOException {
        Explanation made = explainer.withOod(.2).explain("It's GOOD!");
        ExplanationJson json = ExplanationJson.create();

        assertEquals(made, explainer.withOod(.2).explain("It's GOOD!"));
        assertEquals(made, json.read(json.write(made)));
    }

    @Test
    void many_threads_get_the_same_answers() {
        Explanation alone = explainer.explain("a good film , not bad");

        IntStream.range(0, 64).parallel().forEach(i -> {
            Explanation other = explainer.explain("a good film , not bad");
            assertEquals(alone, other);
        });
    }
}
