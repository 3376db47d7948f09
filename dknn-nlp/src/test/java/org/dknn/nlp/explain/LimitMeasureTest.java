package org.dknn.nlp.explain;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.ProgressListener;
import org.dknn.ValueLimits;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.BootstrapIntervals;
import org.dknn.nlp.attribution.BootstrapIntervals.Bootstrap;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.LimitMeasure.Explained;
import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;

class LimitMeasureTest {

    /** Texts 1 to n with peaks of that size, of two classes in turn. */
    private static List<Explained> inTurn(int count, boolean isRight) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Explained(i, isRight ? i % 2 : 1 - i % 2, i % 2))
                .toList();
    }

    private static double z(List<Explained> texts) {
        LimitMeasure.Tally tally = new LimitMeasure.Tally(texts);
        texts.forEach(tally::add);
        return tally.z();
    }

    @Test
    void right_answers_are_no_noise_even_where_they_are_few() {
        // of two classes in turn all of m are right: z = (m - 1/2 - m/2) / sqrt(m/4) = (m - 1) / sqrt(m)
        assertEquals(1.5, z(inTurn(4, true)), 1e-12);
        assertEquals(5 / Math.sqrt(6), z(inTurn(6, true)), 1e-12);
        assertEquals(new ValueLimits.Range(0, 19), LimitMeasure.of(inTurn(20, true)));
        assertEquals(0, LimitMeasure.of(inTurn(4, true)).noise());
    }

    @Test
    void small_values_of_one_class_alone_are_no_noise_if_the_answers_are_right() {
        List<Explained> texts = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> new Explained(i, i / 21, i / 21))
                .toList();

        assertEquals(0, LimitMeasure.of(texts).noise());
    }

    @Test
    void small_values_are_noise_where_half_of_the_answers_are_right() {
        List<Explained> texts = IntStream.rangeClosed(1, 60)
                .mapToObj(i -> new Explained(i, i > 20 || i % 4 < 2 ? i % 2 : 1 - i % 2, i % 2))
                .toList();

        // of the first m >= 20 answers m - 10 are right: z = (m - 10 - 1/2 - m/2) / sqrt(m/4) = (m - 21) / sqrt(m),
        // at most 1.645 up to m = 30
        assertEquals(30, LimitMeasure.of(texts).noise());
    }

    @Test
    void chance_depends_on_what_is_predicted() {
        List<Explained> texts =
                List.of(new Explained(1, 0, 0), new Explained(2, 0, 1), new Explained(3, 1, 1), new Explained(4, 2, 2));

        // the labels have the shares 1/4, 2/4 and 1/4: E = 1/4 + 1/4 + 2/4 + 1/4, S^2 = 3 * 3/16 + 1/4, T = 3
        assertEquals((3 - 0.5 - 1.25) / Math.sqrt(0.8125), z(texts), 1e-12);
    }

    @Test
    void wrong_answers_are_noise() {
        assertEquals(new ValueLimits.Range(20, 20), LimitMeasure.of(inTurn(20, false)));
    }

    @Test
    void one_answer_to_all_is_noise_however_frequent_it_is() {
        List<Explained> texts = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> new Explained(i, 0, i % 10 == 0 ? 1 : 0))
                .toList();

        assertEquals(100, LimitMeasure.of(texts).noise());
    }

    @Test
    void equal_peaks_are_noise_together_or_not_at_all() {
        List<Explained> texts = inTurn(20, true).stream()
                .map(text -> new Explained(1, text.predicted(), text.label()))
                .toList();

        assertEquals(new ValueLimits.Range(0, 1), LimitMeasure.of(texts));
        assertEquals(new ValueLimits.Range(0, 1), LimitMeasure.of(texts.subList(0, 3)));
    }

    @Test
    void answers_by_chance_are_nearly_all_noise_and_right_ones_nearly_never() {
        Random random = new Random(9);
        int nearlyAll = 0;
        int few = 0;
        for (int trial = 0; trial < 100; trial++) {
            List<Explained> chance = answered(random, 0.5);
            List<Explained> right = answered(random, 0.85);
            nearlyAll += share(chance, LimitMeasure.of(chance)) >= 0.9 ? 1 : 0;
            few += share(right, LimitMeasure.of(right)) <= 0.15 ? 1 : 0;
        }
        assertTrue(nearlyAll >= 85, nearlyAll + " of 100 trials, seed 9");
        assertTrue(few >= 85, few + " of 100 trials, seed 9");
    }

    private static List<Explained> answered(Random random, double right) {
        return IntStream.range(0, 200)
                .mapToObj(i -> {
                    int label = random.nextInt(2);
                    return new Explained(random.nextDouble(), random.nextDouble() < right ? label : 1 - label, label);
                })
                .toList();
    }

    private static double share(List<Explained> texts, ValueLimits.Range limits) {
        return texts.stream().filter(text -> text.peak() <= limits.noise()).count() / (double) texts.size();
    }

    private static Dataset<String> texts(boolean isRight, LabelSet labels) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            texts.addAll(List.of("a film", "a film", "a good film", "a bad film", "so good", "so bad"));
        }
        int[] truth = IntStream.range(0, texts.size())
                .map(i -> isRight ? 1 - i % 2 : i / 6 % 2)
                .toArray();
        return Dataset.of(texts, truth, labels);
    }

    @Test
    void an_explainer_measures_limits_and_explains_by_them() {
        DeepKnn<List<String>> dknn = new WordWeights().fitted();
        Explainer<String> plain = explainer(dknn);
        assertEquals(
                Optional.empty(),
                plain.explain("a good film").attributions().get(0).limits());

        ValueLimits right = plain.measureLimits(texts(true, dknn.labelSet()), (task, done, total) -> {});
        ValueLimits wrong = plain.measureLimits(texts(false, dknn.labelSet()), (task, done, total) -> {});

        // one of 8 is what "good" adds to the probability; the texts without such a word have 0 as their peak
        assertEquals(Optional.of(new ValueLimits.Range(0, 0.125)), right.of("probability"));
        assertEquals(Optional.of(new ValueLimits.Range(0.125, 0.125)), wrong.of("probability"));
        Explainer<String> limited = explainer(dknn.withLimits(right));
        assertFalse(attributions(limited, "a good film").isAllNoise());
        assertTrue(attributions(limited, "a good film").isNoise(2));
        assertTrue(attributions(limited, "a film").isAllNoise());
        assertFalse(attributions(limited, "").isAllNoise());
        assertTrue(
                attributions(explainer(dknn.withLimits(wrong)), "a good film").isAllNoise());
        Attributions rather = attributions(limited.withTarget(Target.of(1).ratherThan(0)), "a good film");
        assertEquals(Optional.empty(), rather.limits());
    }

    @Test
    void limits_are_those_of_the_label_of_the_network_whatever_the_neighbors_or_the_target_say() {
        DeepKnn<List<String>> contradicting = new WordWeights()
                .fitted(
                        LabelSet.of("negative", "positive"),
                        "an awful film",
                        "a bad film",
                        "awful and bad",
                        "a great film",
                        "a good film",
                        "great and good");
        Explainer<String> explainer = explainer(contradicting);
        Explanation good = explainer.explain("a good film");
        assertEquals(List.of(0, 1), List.of(good.label(), good.prediction().networkLabel()));

        Dataset<String> right = texts(true, contradicting.labelSet());
        for (Explainer<String> each : List.of(
                explainer,
                explainer.withTarget(Target.of(0)),
                explainer.withTarget(Target.of(1).ratherThan(0)))) {
            assertEquals(
                    Optional.of(new ValueLimits.Range(0, 0.125)),
                    each.measureLimits(right, (task, done, total) -> {}).of("probability"));
        }
    }

    private static Explainer<String> explainer(DeepKnn<List<String>> dknn) {
        return Explainer.of(dknn, Tokenizer.whitespace()).withAttributions(LeaveOneOut.probability());
    }

    private static Attributions attributions(Explainer<String> explainer, String text) {
        return explainer.explain(text).attributions().get(0);
    }

    @Test
    void another_nonconformity_has_other_limits() {
        DeepKnn<List<String>> dknn = new WordWeights().fitted();
        ValueLimits limits = new ValueLimits(Map.of("probability", new ValueLimits.Range(0.1, 0.5)));

        assertEquals(limits, dknn.withLimits(limits).limits());
        assertEquals(
                ValueLimits.none(),
                dknn.withLimits(limits).withNonconformity(dknn.nonconformity()).limits());
    }

    @Test
    void limits_are_of_final_values_however_short_the_time_of_an_explanation_is() {
        DeepKnn<List<String>> dknn = new WordWeights().fitted();
        Explainer<String> hurried = explainer(dknn).within(Duration.ofNanos(1));
        Dataset<String> texts = texts(true, dknn.labelSet());

        assertEquals(
                explainer(dknn).measureLimits(texts, ProgressListener.silent()),
                hurried.measureLimits(texts, ProgressListener.silent()));
        List<Explanation> ended = hurried.explainAll(texts.inputs(), ProgressListener.silent());
        assertRefused("needs explanations without a limit of time", () -> hurried.limitsOf(ended, texts));
    }

    @Test
    void limits_of_single_words_are_not_those_of_groups_or_replaced_words() {
        DeepKnn<List<String>> dknn = new WordWeights().fitted();
        LeaveOneOut words = LeaveOneOut.probability();
        LeaveOneOutAndIn ends = LeaveOneOutAndIn.probability();
        ValueLimits limits = explainer(dknn)
                .withAttributions(words, ends)
                .measureLimits(texts(true, dknn.labelSet()), ProgressListener.silent());
        Explainer<String> limited = explainer(dknn.withLimits(limits));

        assertEquals(
                List.of("probability", "probability out and in"),
                List.copyOf(limits.byMethod().keySet()));
        for (Attribution other : List.of(
                words.withGroups(FeatureGroups.sentences()),
                words.withGroups(FeatureGroups.nGrams(2)),
                words.withGroups(FeatureGroups.words().except(word -> word.equals("a"))),
                words.withPerturbation(Perturbation.replaceByUnknown()),
                ends.withGroups(FeatureGroups.sentences()),
                ends.withOutShare(1),
                new BootstrapIntervals(ends.withOutShare(1), new Bootstrap(dknn, 2, 0.9, 1)))) {
            assertEquals(
                    Optional.empty(),
                    attributions(limited.withAttributions(other), "so good a film")
                            .limits(),
                    other.toString());
        }
        for (Attribution same : List.of(
                words,
                words.withGroups(FeatureGroups.words()).withPerturbation(Perturbation.delete()),
                ends.withOutShare(0.5),
                ends.sentencesFirst(5, 3),
                new BootstrapIntervals(words, new Bootstrap(dknn, 2, 0.9, 1)))) {
            assertEquals(
                    limits.of(same.name()),
                    attributions(limited.withAttributions(same), "so good a film")
                            .limits(),
                    same.toString());
        }
    }

    @Test
    void words_and_sentences_by_one_method_have_limits_of_their_own() {
        DeepKnn<List<String>> dknn = new WordWeights().fitted();
        LeaveOneOut words = LeaveOneOut.probability();
        Explainer<String> both = explainer(dknn).withAttributions(words, words.withGroups(FeatureGroups.sentences()));
        Dataset<String> texts = Dataset.of(List.of("so good", "so bad"), new int[] {1, 0}, dknn.labelSet());

        ValueLimits limits = both.measureLimits(texts, ProgressListener.silent());

        assertEquals(
                Map.of(
                        "probability", new ValueLimits.Range(0, 0.125),
                        "probability, sentences", new ValueLimits.Range(0, 0.0625)),
                limits.byMethod());
        assertEquals(
                List.of(limits.of("probability"), limits.of("probability, sentences")),
                explainer(dknn.withLimits(limits))
                        .withAttributions(words, words.withGroups(FeatureGroups.sentences()))
                        .explain("so good")
                        .attributions()
                        .stream()
                        .map(Attributions::limits)
                        .toList());
    }

    @Test
    void explanations_by_other_methods_are_refused() {
        DeepKnn<List<String>> dknn = new WordWeights().fitted();
        Dataset<String> texts = texts(true, dknn.labelSet());
        List<Explanation> explanations = explainer(dknn).explainAll(texts.inputs(), ProgressListener.silent());

        assertRefused(
                "needs explanations by [conformity], got one by [probability]",
                () -> explainer(dknn).withAttributions(LeaveOneOut.conformity()).limitsOf(explanations, texts));
    }

    @Test
    void bad_limits_and_calibrations_are_refused() {
        DeepKnn<List<String>> dknn = new WordWeights().fitted();
        Dataset<String> texts = texts(true, dknn.labelSet());

        assertThrows(IllegalArgumentException.class, () -> explainer(dknn)
                .measureLimits(texts.select(), (task, done, total) -> {}));
        assertThrows(IllegalArgumentException.class, () -> explainer(dknn)
                .measureLimits(texts(true, LabelSet.of("x", "y")), (task, done, total) -> {}));
        assertThrows(IllegalArgumentException.class, () -> new ValueLimits.Range(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> new ValueLimits.Range(1, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new ValueLimits.Range(0, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> new ValueLimits.Range(Double.NaN, 1));
    }
}
