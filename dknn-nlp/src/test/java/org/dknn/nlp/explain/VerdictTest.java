package org.dknn.nlp.explain;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.HitRates;
import org.dknn.LabelSet;
import org.dknn.ProgressListener;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.PValues;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.SamplingBudget;
import org.dknn.nlp.attribution.ShapleyValues;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.Verdict.State;
import org.dknn.nlp.json.ExplanationJson;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.ood.OodResult;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final LabelSet LABELS = LabelSet.of("negative", "positive");
    private static final VerdictRules.Background NOTHING = VerdictRules.Background.UNKNOWN;

    private List<Integer> unseen = List.of();
    private List<Integer> without = List.of(0, 0, 0);

    /** Explains class 0 of three words; the network's and the neighbors' labels are the larger ones. */
    private Verdict verdict(double network, double negative, double positive, VerdictRules.Background background) {
        return verdict(network, PValues.copyOf(negative, positive), background);
    }

    private Verdict verdict(double network, PValues pValues, VerdictRules.Background background) {
        String text = "a dull mess";
        Segment segment = new Segment(
                Segment.TEXT,
                text,
                Tokenizer.whitespace().tokenize(text),
                List.of(Attributions.of("m", 0, 0.1, 0.2, 0.3)),
                unseen,
                without);
        int label = pValues.value(0) >= pValues.value(1) ? 0 : 1;
        PredictionSummary prediction =
                new PredictionSummary(label, pValues, LabelVotes.of(2, 1), List.of(network, 1 - network));
        return VerdictRules.of(List.of(segment), LABELS, prediction, background);
    }

    private Verdict verdict(double network, double negative, double positive) {
        return verdict(network, negative, positive, NOTHING);
    }

    private static void assertVerdict(State state, String reason, Verdict verdict) {
        assertEquals(reason, verdict.reason());
        assertEquals(state, verdict.state());
        assertEquals(0, verdict.label());
    }

    @Test
    void yes_if_nothing_speaks_against_it() {
        Verdict verdict = verdict(.9, .5, .05);

        assertVerdict(State.YES, "positive is ruled out, and no word decides alone.", verdict);
        assertEquals(
                "negative. Believe it? Yes: positive is ruled out, and no word decides alone.",
                verdict.sentence(LABELS));
    }

    @Test
    void yes_says_less_where_words_were_not_left_out() {
        without = List.of();

        assertVerdict(State.YES, "positive is ruled out.", verdict(.9, .5, .05));
    }

    @Test
    void weakly_if_one_word_decides() {
        without = List.of(0, 1, 0);
        assertVerdict(
                State.WEAKLY, "it hangs on one word. Without \"dull\" the answer is positive.", verdict(.9, .5, .01));

        without = List.of(0, 1, 1);
        assertVerdict(
                State.WEAKLY,
                "each of 2 words decides alone. Without \"mess\" the answer is positive.",
                verdict(.9, .5, .01));
    }

    @Test
    void weakly_below_a_confidence_of_95_percent_and_undecided_below_90() {
        assertVerdict(State.WEAKLY, "positive is only just ruled out.", verdict(.9, .5, .0501));
        assertVerdict(State.WEAKLY, "positive is only just ruled out.", verdict(.9, .5, .1));
        assertVerdict(State.UNDECIDED, "positive cannot be ruled out.", verdict(.9, .5, .1001));
    }

    @Test
    void undecided_if_network_and_neighbors_differ() {
        assertVerdict(State.UNDECIDED, "the nearest training texts say positive.", verdict(.9, .01, .5));
        assertVerdict(State.UNDECIDED, "the network says positive.", verdict(.1, .5, .01));
        assertVerdict(State.NO, "neither the network nor the nearest training texts say so.", verdict(.1, .01, .5));
    }

    @Test
    void no_if_the_network_was_not_made_for_such_texts() {
        assertVerdict(State.NO, "the training texts support no answer.", verdict(.9, .05, .01));

        unseen = List.of(0, 2);
        assertVerdict(State.NO, "the network knows 1 of its 3 words.", verdict(.9, .5, .01));

        unseen = List.of(0);
        assertEquals(State.YES, verdict(.9, .5, .01).state());
        VerdictRules.Background shortTexts = new VerdictRules.Background(1, HitRates.none());
        assertVerdict(
                State.NO,
                "the network reads 3 words and signs here, and 1 at most in a training text.",
                verdict(.9, .5, .01, shortTexts));
    }

    @Test
    void too_few_calibration_examples_leave_it_undecided() {
        assertVerdict(
                State.UNDECIDED,
                "too few texts were held out to tell, 18 where 19 are needed.",
                verdict(.9, PValues.copyOf(.5, .1).withGroupSizes(18, 18), NOTHING));
        assertEquals(
                State.YES,
                verdict(.9, PValues.copyOf(.5, .05).withGroupSizes(19, 19), NOTHING)
                        .state());
    }

    @Test
    void rates_are_told_with_their_counts() {
        HitRates rates = new HitRates(Map.of("yes", new HitRates.Rate(9, 12), "weakly", new HitRates.Rate(3, 9)));
        VerdictRules.Background counted = new VerdictRules.Background(0, rates);

        assertEquals(
                "Of 12 held-out texts of this kind 9 were answered right (.750).",
                verdict(.9, .5, .01, counted).experience());
        assertEquals(
                "Only 9 held-out texts were of this kind, too few to tell how often it is right.",
                verdict(.9, .5, .1, counted).experience());
        assertEquals(
                "How often this is right was not counted.",
                verdict(.9, .5, .2, counted).experience());
        assertEquals(
                "The rule behind it is reasoned, not measured.",
                verdict(.9, .01, .01, counted).experience());
    }

    @Test
    void support_of_the_whole_text_does_not_lower_it() {
        PredictionSummary far = new PredictionSummary(
                0,
                PValues.copyOf(.5, .01),
                LabelVotes.of(2, 1),
                List.of(.9, .1),
                Optional.of(new OodResult(false, .01, List.of(new OodResult.Layer("l", 1, .01, false)))));
        Segment segment = new Segment(
                Segment.TEXT, "good", List.of(new Token("good", 0, 4)), List.of(Attributions.of("m", 0, 1)));

        assertEquals(
                State.YES,
                VerdictRules.of(List.of(segment), LABELS, far, NOTHING).state());
        Segment empty = new Segment(Segment.TEXT, "", List.of(), List.of(Attributions.of("m", 0)));
        assertEquals(
                State.NO, VerdictRules.of(List.of(empty), LABELS, far, NOTHING).state());
    }

    @Test
    void an_explainer_reads_single_words_off_its_own_variants() {
        WordWeights network = new WordWeights();
        DeepKnn<List<String>> dknn = network.fitted();
        Explainer<String> explainer = Explainer.of(dknn, Tokenizer.english());

        Explanation explanation =
                explainer.withAttributions(LeaveOneOut.conformity()).explain("good awful good");

        assertEquals(1 + 3, network.calls().stream().mapToInt(List::size).sum());
        List<Integer> labels = IntStream.range(0, 3)
                .mapToObj(left -> dknn.predict(IntStream.range(0, 3)
                                .filter(i -> i != left)
                                .mapToObj(List.of("good", "awful", "good")::get)
                                .toList())
                        .networkLabel())
                .toList();
        assertEquals(labels, explanation.segments().get(0).without());
        assertEquals(
                labels,
                explainer
                        .withAttributions(LeaveOneOutAndIn.conformity())
                        .explain("good awful good")
                        .segments()
                        .get(0)
                        .without());
    }

    @Test
    void hit_rates_count_every_text_once_and_come_with_explanations() throws IOException {
        DeepKnn<List<String>> dknn = new WordWeights().fitted();
        Explainer<String> explainer = Explainer.of(dknn, Tokenizer.english());
        Dataset<String> texts =
                Dataset.of(List.of("good", "awful", "a great film", "bad"), new int[] {1, 0, 0, 0}, dknn.labelSet());

        HitRates rates = explainer.measureHitRates(texts, ProgressListener.silent());

        assertEquals(
                List.of("yes", "weakly", "undecided", "no"),
                List.copyOf(rates.byState().keySet()));
        assertEquals(new HitRates.Rate(3, 4), rates.all());
        Explanation explained =
                Explainer.of(dknn.withHitRates(rates), Tokenizer.english()).explain("good");
        Verdict verdict = explained.verdict();
        assertEquals(rates.of(verdict.state().token()), verdict.rate());
        ExplanationJson json = ExplanationJson.create();
        assertEquals(explained, json.read(json.write(explained)));
    }

    @Test
    void hit_rates_of_no_text_or_of_other_classes_are_refused() {
        DeepKnn<List<String>> dknn = new WordWeights().fitted();
        Explainer<String> explainer = Explainer.of(dknn, Tokenizer.english());
        Dataset<String> other = Dataset.of(List.of("good"), new int[] {0}, LabelSet.of("x", "y"));

        for (Dataset<String> texts : List.of(Dataset.of(List.<String>of(), new int[0], dknn.labelSet()), other)) {
            assertRefused(
                    "needs at least one example of the classes [negative, positive]",
                    () -> explainer.measureHitRates(texts, ProgressListener.silent()));
        }
    }

    @Test
    void one_pass_gives_limits_and_hit_rates() {
        DeepKnn<List<String>> dknn = new WordWeights().fitted();
        Explainer<String> explainer = Explainer.of(dknn, Tokenizer.english());
        Dataset<String> texts =
                Dataset.of(List.of("good", "awful", "a great film", "bad"), new int[] {1, 0, 0, 0}, dknn.labelSet());

        List<Explanation> explanations = explainer.explainAll(texts.inputs(), ProgressListener.silent());

        assertEquals(
                explainer.measureHitRates(texts, ProgressListener.silent()), Explainer.hitRatesOf(explanations, texts));
        assertEquals(
                explainer.measureLimits(texts, ProgressListener.silent()), explainer.limitsOf(explanations, texts));
    }

    @Test
    void explanations_that_measure_something_else_are_refused() {
        DeepKnn<List<String>> dknn = new WordWeights().fitted();
        Explainer<String> explainer = Explainer.of(dknn, Tokenizer.english());
        Dataset<String> texts = Dataset.of(List.of("a good film"), new int[] {1}, dknn.labelSet());
        List<Explanation> right = explainer.explainAll(texts.inputs(), ProgressListener.silent());
        List<Explanation> other =
                explainer.withTarget(Target.of(0)).explainAll(texts.inputs(), ProgressListener.silent());
        List<Explanation> drawn = explainer
                .withAttributions(ShapleyValues.probability(new SamplingBudget(8, 1)))
                .explainAll(texts.inputs(), ProgressListener.silent());

        assertRefused(
                "needs an explanation per example and at least one, got 0 and 1",
                () -> Explainer.hitRatesOf(List.of(), texts));
        assertRefused(
                "needs an explanation per example and at least one, got 1 and 0",
                () -> explainer.limitsOf(right, texts.select()));
        assertRefused(
                "needs explanations of the network's label, got one of negative where the network says positive",
                () -> explainer.limitsOf(other, texts));
        assertRefused(
                "needs explanations by a method that leaves out single words, got [probability Shapley]",
                () -> Explainer.hitRatesOf(drawn, texts));
    }

    @Test
    void a_verdict_of_another_target_has_no_rate() {
        DeepKnn<List<String>> dknn = new WordWeights().fitted();
        HitRates rates = new HitRates(Map.of("no", new HitRates.Rate(1, 20)));
        Explainer<String> explainer = Explainer.of(dknn.withHitRates(rates), Tokenizer.english());

        Verdict verdict =
                explainer.withTarget(Target.of(0)).explain("good great").verdict();

        assertEquals(0, verdict.label());
        assertTrue(verdict.rate().isEmpty());
        assertFalse(verdict.isMeasured());
    }

    @Test
    void counts_that_cannot_be_are_refused() {
        assertRefused("0 <= right <= texts, got 3 of 2", () -> new HitRates.Rate(3, 2));
        assertRefused("got perhaps", () -> State.of("perhaps"));
    }
}
