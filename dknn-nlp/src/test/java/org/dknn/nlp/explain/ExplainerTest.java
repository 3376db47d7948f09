package org.dknn.nlp.explain;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.activation.StepExtractor;
import org.dknn.conformal.LabelVotes;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;
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
    private final Explainer explainer = Explainer.of(dknn, Tokenizer.english());

    @Test
    void an_explanation_tells_label_words_and_neighbors() {
        Explanation explanation = explainer.explain("It's GOOD!");

        assertEquals("It's GOOD!", explanation.text());
        assertEquals(
                List.of(new Token("it", 0, 2), new Token("'s", 2, 4), new Token("good", 5, 9), new Token("!", 9, 10)),
                explanation.tokens());
        assertEquals("positive", explanation.labelName());
        assertEquals("neighbors and network", explanation.saliency().method());
        assertEquals(0, explanation.saliency().value(0));
        assertTrue(explanation.saliency().value(2) > 0);

        // sums 1, 2 and 3 are 0, 1 and 2 away; their ordinals are 1, 0, 2
        LayerNeighbors sum = explanation.neighbors().get(0);
        assertEquals("sum", sum.layer());
        assertEquals(LabelVotes.of(0, 3), sum.votes());
        assertEquals(
                List.of(
                        new NeighborText(1, "a good film", 1, 0),
                        new NeighborText(0, "a great film", 1, 1),
                        new NeighborText(2, "great and good", 1, 2)),
                sum.nearest());
    }

    @Test
    void all_methods_share_the_shortened_texts() {
        Explanation explanation = explainer
                .withScorers(LeaveOneOut.conformity(), LeaveOneOut.pValue(), LeaveOneOut.probability())
                .explain("a good film");

        assertEquals(3, explanation.saliencies().size());
        assertEquals(List.of(1, 3), network.calls().stream().map(List::size).toList());
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
    void a_text_without_words_is_labelled_and_has_no_saliency(String text) {
        Explanation explanation = explainer.explain(text);

        assertEquals(List.of(), explanation.tokens());
        assertEquals(0, explanation.saliency().size());
        assertEquals(2, explanation.neighbors().size());
    }

    @Test
    void one_word_is_explained() {
        assertEquals(1, explainer.explain("good").saliency().size());
    }

    @Test
    void words_that_say_nothing_have_no_saliency() {
        assertEquals(
                Attributions.of(
                        "neighbors and network", explainer.explain("zx qv").label(), 0, 0),
                explainer.explain("zx qv").saliency());
    }

    @Test
    void no_text_is_refused() {
        assertThrows(NullPointerException.class, () -> explainer.explain(null));
    }

    @Test
    void any_class_is_explained_and_one_rather_than_another() {
        Target target = Target.of(0).ratherThan(1);

        assertEquals(Target.of(1), explainer.explain("good").saliency().target());
        assertEquals(
                target, explainer.withTarget(target).explain("good").saliency().target());
        assertEquals(
                Target.of(1).ratherThan(0),
                explainer
                        .withTarget(Target::predictedRatherThanNext)
                        .explain("good")
                        .saliency()
                        .target());
        assertTrue(explainer.withTarget(target).explain("good").saliency().value(0) < 0);
        assertRefused(
                "labels must be in 0..1 for the classes [negative, positive], got 2",
                () -> explainer.withTarget(Target.of(2)));
        assertRefused("got 3", () -> explainer.withTarget(Target.of(0).ratherThan(3)));
    }

    @Test
    void a_text_unlike_the_training_texts_is_told_from_the_layer_on_where_support_is_lost() {
        // sum 0 has been seen, 4 good and 4 bad at once have not: farther than all 4 calibration texts, 1 / (4 + 1)
        OodResult strange = explainer
                .withSupport(.2)
                .explain("great great awful awful")
                .support()
                .orElseThrow();
        OodResult usual = explainer.withSupport(.2).explain("good").support().orElseThrow();

        assertEquals(false, strange.inDistribution());
        assertEquals(.2, strange.pValue());
        assertEquals("parts", strange.oodFrom().orElseThrow().name());
        assertEquals(true, usual.inDistribution());
    }

    @Test
    void support_is_told_as_soon_as_enough_calibration_examples_are_there() {
        assertEquals(Optional.empty(), explainer.explain("good").support());

        dknn.extendCalibration(Dataset.of(Collections.nCopies(15, List.of("good")), new int[15], dknn.labelSet()));

        assertEquals(true, explainer.explain("good").verdict().support().isPresent());
        assertEquals(
                Optional.empty(), explainer.withoutSupport().explain("good").support());
        assertEquals(
                explainer.explain("good").support(),
                explainer
                        .withSupport(.05)
                        .withScorers(LeaveOneOut.pValue())
                        .explain("good")
                        .support());
    }

    @Test
    void words_in_strange_company_are_told_step_by_step() {
        List<List<String>> texts = List.of(List.of("a", "good", "film"));
        try (SequenceOodDetector<List<String>> steps =
                SequenceOodDetector.fit(new NextWords().windows(2), texts, Collections.nCopies(4, texts.get(0)))) {
            Explainer bySteps = explainer.withSupport(steps, .2);

            OodResult usual = bySteps.explain("a good film").support().orElseThrow();
            OodResult shuffled = bySteps.explain("film good a").support().orElseThrow();

            assertEquals(true, usual.inDistribution());
            assertEquals(false, shuffled.inDistribution());
            assertEquals(.2, shuffled.pValue()); // farther than all 4 calibration texts, 1 / (4 + 1)
            assertEquals(
                    List.of("letters x 2 by step", "sum", "parts"),
                    shuffled.layers().stream().map(OodResult.Layer::name).toList());
            assertEquals(
                    explainer
                            .withSupport(.2)
                            .explain("film good a")
                            .support()
                            .orElseThrow()
                            .layers(),
                    shuffled.layers().subList(1, 3));
            assertRefused("needs at least 19 calibration examples", () -> explainer.withSupport(steps, .05));
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
                "the rate of errors 0.05 needs at least 19 calibration examples, got 4",
                () -> explainer.withSupport(.05));
        assertRefused("the rate of errors must be in (0, 1), got 1.0", () -> explainer.withSupport(1));
        assertRefused("needs at least one scorer, got none", explainer::withScorers);
        assertRefused("cannot show -1 neighbors", () -> explainer.withShownNeighbors(-1));
        assertThrows(NullPointerException.class, () -> Explainer.of(null, Tokenizer.english()));
        assertThrows(NullPointerException.class, () -> Explainer.of(dknn, null));
    }

    @Test
    void a_scorer_must_score_every_word() {
        Attribution lazy = new Attribution() {
            @Override
            public String name() {
                return "lazy";
            }

            @Override
            public Attributions score(List<String> words, Prediction original, Target target, Predictor predictor) {
                return Attributions.of("lazy", target);
            }
        };

        assertRefused(
                "saliency by lazy must have a value for each of 2 tokens, got 0",
                () -> explainer.withScorers(lazy).explain("a b"));
    }

    @Test
    void a_tokenizer_must_stay_in_the_text() {
        Explainer astray = Explainer.of(dknn, text -> List.of(new Token("good", 0, 9)));

        assertRefused("tokens must lie in the text of 4 characters, got [0, 9)", () -> astray.explain("good"));
    }

    @Test
    void a_closed_classifier_explains_nothing() {
        dknn.close();

        assertThrows(IllegalStateException.class, () -> explainer.explain("good"));
    }

    @Test
    void many_threads_get_the_same_answers() {
        Explanation alone = explainer.explain("a good film , not bad");

        IntStream.range(0, 64).parallel().forEach(i -> {
            Explanation other = explainer.explain("a good film , not bad");
            assertEquals(alone.saliencies(), other.saliencies());
            assertEquals(alone.neighbors(), other.neighbors());
        });
    }
}
