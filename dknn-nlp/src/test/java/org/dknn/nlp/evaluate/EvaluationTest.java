package org.dknn.nlp.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
import org.dknn.ScoreFunction;
import org.dknn.nlp.PairProducts;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.attribution.Variant;
import org.dknn.nlp.evaluate.AnnotatedText.HumanLabels;
import org.dknn.nlp.evaluate.EvaluationTable.Estimate;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.nlp.perturb.WordFrequencies;
import org.dknn.nlp.text.SentencePair;
import org.dknn.testkit.Refusals;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private static final List<AnnotatedText> TEXTS = List.of(
            AnnotatedText.of(Cases.words("a great film"), HumanLabels.polarity(1, 0, 2, 0)),
            AnnotatedText.of(Cases.words("a film")),
            AnnotatedText.of(Cases.words("bad and awful"), HumanLabels.polarity(1, -1, 0, -2)));

    private static EvaluationTable table(long seed) {
        return Evaluation.builder(Cases.PREDICTOR)
                .attributions(LeaveOneOut.probability(), LeaveOneOut.conformity())
                .metrics(List.of(Plausibility.topHit(), Sparseness.emptiness(), Plausibility.spearman()))
                .seed(seed)
                .build()
                .run(TEXTS);
    }

    /** Texts of a few words that {@code WordWeights} knows, with their weights as human labels. */
    private static List<AnnotatedText> manyTexts(int count) {
        List<String> words = List.of("good", "great", "bad", "awful", "film");
        double[] weights = {1, 2, -1, -2, 0};
        SplittableRandom random = new SplittableRandom(5);
        return IntStream.range(0, count)
                .mapToObj(i -> random.ints(6, 0, 5).toArray())
                .map(chosen -> AnnotatedText.of(
                        IntStream.of(chosen).mapToObj(words::get).toList(),
                        HumanLabels.polarity(
                                1,
                                IntStream.of(chosen)
                                        .mapToDouble(c -> weights[c])
                                        .toArray())))
                .toList();
    }

    /** Words by the class that is explained: a text names its own, else the evaluation chooses. */
    @Test
    void the_class_that_is_explained_is_chosen() {
        List<AnnotatedText> texts = List.of(
                AnnotatedText.of(Cases.words("a great film"), HumanLabels.polarity(1, 0, 2, 0)),
                AnnotatedText.of(Cases.words("a great film"), HumanLabels.polarity(1, 0, 2, 0))
                        .withTarget(Target.of(1)));
        ExplanationMetric explained = ExplanationMetric.of(
                "label", ExplanationMetric.Direction.NEITHER, segment -> OptionalDouble.of(segment.label()));

        EvaluationTable table = Evaluation.builder(Cases.PREDICTOR)
                .metrics(List.of(explained))
                .target(prediction -> Target.of(1 - prediction.networkLabel()))
                .build()
                .run(texts);

        assertEquals(List.of(OptionalDouble.of(0), OptionalDouble.of(1)), table.values("random", "label"));
    }

    @Test
    void tables_of_several_seeds_have_a_mean() {
        List<ExplanationMetric> metrics = List.of(Plausibility.topHit());
        double none = Double.NaN;
        EvaluationTable first =
                EvaluationTable.of(List.of("a", "b"), metrics, new double[][][] {{{1, none, none}}, {{0, 1, 1}}}, 1);
        EvaluationTable second =
                EvaluationTable.of(List.of("a", "b"), metrics, new double[][][] {{{0, 1, none}}, {{1, 1, 0}}}, 2);

        EvaluationTable mean = EvaluationTable.mean(List.of(first, second), 3);

        assertEquals(
                List.of(OptionalDouble.of(.5), OptionalDouble.of(1), OptionalDouble.empty()),
                mean.values("a", Plausibility.topHit().name()));
        assertEquals(
                List.of(OptionalDouble.of(.5), OptionalDouble.of(1), OptionalDouble.of(.5)),
                mean.values("b", Plausibility.topHit().name()));
        EvaluationTable other = EvaluationTable.of(List.of("a"), metrics, new double[][][] {{{1, 1, 1}}}, 1);
        Refusals.assertRefused("needs tables alike", () -> EvaluationTable.mean(List.of(first, other), 3));
        Refusals.assertRefused("needs at least one table", () -> EvaluationTable.mean(List.of(), 3));
    }

    @Test
    void values_means_and_counts_by_hand() {
        EvaluationTable table = table(3);

        assertEquals(List.of("random", "probability", "conformity"), table.explainers());
        assertEquals(
                List.of(OptionalDouble.of(1), OptionalDouble.empty(), OptionalDouble.of(1)),
                table.values("probability", "human top word"));
        assertEquals(
                List.of(OptionalDouble.of(0), OptionalDouble.of(1), OptionalDouble.of(0)),
                table.values("probability", "empty"));
        assertEquals(
                new Estimate(1, 1, 1, 2),
                table.estimate("probability", "human top word").orElseThrow());
        assertEquals(
                1 / 3.0, table.estimate("probability", "empty").orElseThrow().mean(), 1e-12);
        assertEquals(ExplanationMetric.Direction.LOWER_IS_BETTER, table.direction("empty"));
    }

    @Test
    void the_table_reads_as_markdown() {
        EvaluationTable table = Evaluation.builder(Cases.PREDICTOR)
                .attributions(Cases.fixed("first | <b>", 0, 1, 0), Cases.fixed("empty_map", 0, 0, 0))
                .metrics(List.of(Sparseness.emptiness(), Plausibility.topHit()))
                .build()
                .run(List.of(TEXTS.get(0), TEXTS.get(2)));

        // the random explainer is never empty, so the empty one is set apart; its top word is left out here
        List<String> lines = table.toMarkdown().lines().toList();
        assertEquals("| metric | texts | random | first \\| &lt;b> | empty\\_map |", lines.get(0));
        assertEquals("|:--|--:|--:|--:|--:|", lines.get(1));
        assertEquals(
                "| empty ↓ | 2 | 0.000 [0.000, 0.000] | 0.000 [0.000, 0.000] | 1.000* [1.000, 1.000] |", lines.get(2));
        assertTrue(lines.get(3).startsWith("| human top word ↑ | 2 | "), lines.get(3));
        // "a great film": great is marked; "bad and awful": "and" is not
        assertTrue(lines.get(3).contains("| 0.500 [0.000, 1.000] | 0.500"), lines.get(3));
        assertEquals(4, lines.size());
    }

    @Test
    void a_metric_without_any_value_shows_none() {
        EvaluationTable table = Evaluation.builder(Cases.PREDICTOR)
                .metrics(List.of(Plausibility.spearman()))
                .build()
                .run(List.of(TEXTS.get(1)));

        assertFalse(table.estimate("random", "human Spearman").isPresent());
        assertFalse(table.difference("random", "random", "human Spearman").isPresent());
        assertTrue(table.toMarkdown().contains("| human Spearman ↑ | 0 | - |"), table.toMarkdown());
    }

    @Test
    void a_good_explainer_is_set_apart_from_the_random_one() {
        EvaluationTable table = Evaluation.builder(Cases.PREDICTOR)
                .attributions(LeaveOneOut.probability())
                .metrics(List.of(Plausibility.spearman()))
                .build()
                .run(manyTexts(120));

        Estimate random = table.estimate("random", "human Spearman").orElseThrow();
        Estimate better =
                table.difference("probability", "random", "human Spearman").orElseThrow();
        assertFalse(random.excludesZero(), random.toString());
        assertTrue(better.low() > 0.5, better.toString());
        assertTrue(random.low() <= random.mean() && random.mean() <= random.high());
    }

    @Test
    void the_same_seed_gives_the_same_table() {
        assertEquals(table(3).toMarkdown(), table(3).toMarkdown());
        assertFalse(table(3).values("random", "human Spearman").equals(table(4).values("random", "human Spearman")));
    }

    @Test
    void a_text_gets_the_same_values_whatever_stands_before_it() {
        List<AnnotatedText> many = manyTexts(30);
        Evaluation evaluation = Evaluation.builder(Cases.PREDICTOR)
                .attributions(LeaveOneOut.probability())
                .build();

        EvaluationTable whole = evaluation.run(many);
        EvaluationTable part = evaluation.run(many.subList(13, 21));

        for (String metric : whole.metrics()) {
            for (String explainer : whole.explainers()) {
                assertEquals(whole.values(explainer, metric).subList(13, 21), part.values(explainer, metric), metric);
            }
        }
    }

    @Test
    void each_changed_text_is_asked_for_once() {
        List<Variant> asked = new ArrayList<>();
        Perturbation drawn = Perturbation.replaceByDraws(
                WordFrequencies.of(Cases.DKNN.reference().inputs()), 10, 3);
        List<ExplanationMetric> metrics = new ArrayList<>(
                Faithfulness.of(ScoreFunction.PROBABILITY, drawn).all());
        metrics.add(ExplanationMetric.sensitivity(List.of("good", "film"), 10, 1));

        Evaluation.builder(Cases.noting(asked))
                .attributions(
                        LeaveOneOut.probability(),
                        LeaveOneOut.conformity().withPerturbation(drawn),
                        LeaveOneOutAndIn.neighbors())
                .metrics(metrics)
                .build()
                .run(manyTexts(8));

        assertEquals(new HashSet<>(asked).size(), asked.size());
    }

    @Test
    void each_changed_text_of_long_texts_is_asked_for_once() {
        List<Variant> asked = new ArrayList<>();
        List<Long> told = new ArrayList<>();
        // no words in common, so none but the empty text comes from two of them
        List<AnnotatedText> texts = Stream.of("a", "b", "c")
                .map(letter -> IntStream.range(0, 150).mapToObj(i -> letter + i).toList())
                .map(AnnotatedText::of)
                .toList();

        Evaluation.builder(Cases.noting(asked))
                .attributions(
                        LeaveOneOut.probability(), LeaveOneOut.conformity(), LeaveOneOutAndIn.neighborsAndNetwork())
                .progress((pass, done, total) -> told.add(done))
                .build()
                .run(texts);

        assertEquals(new HashSet<>(asked).size(), asked.size());
        // at most 400 words at a time
        assertEquals(List.of(2L, 3L), told);
    }

    @Test
    void a_segment_of_a_pair_is_judged_by_the_same_metrics() {
        try (DeepKnn<SentencePair> pairs = new PairProducts().fitted()) {
            // 1 times 2: .75 for "agree"
            Variant pair = new Variant(List.of(Cases.words("good film"), Cases.words("great bad good")));
            Faithfulness faithfulness = Faithfulness.ofProbability();

            EvaluationTable table = Evaluation.builder(Predictor.ofPairs(pairs))
                    .attributions(LeaveOneOut.probability())
                    .metrics(List.of(
                            faithfulness.comprehensiveness(.3),
                            faithfulness.sufficiency(.3),
                            faithfulness.deletionArea(),
                            faithfulness.kendallLeaveOneOut(),
                            Plausibility.tokenF1(1),
                            ExplanationMetric.sensitivity(List.of("great"), 20, 1)))
                    .build()
                    .run(List.of(
                            AnnotatedText.of(new Features(pair, 0), HumanLabels.rationale(true, true)),
                            AnnotatedText.of(new Features(pair, 1), HumanLabels.rationale(true, false, false))));

            // premise: without good 0 times 2; only good 1 times 2
            // hypothesis: without great 1 times 0; only great 1 times 2
            assertEquals(List.of(.25, .25), rounded(table, "comprehensiveness 30 %"));
            assertEquals(List.of(0., 0.), rounded(table, "sufficiency 30 %"));
            // good, film go: .75, .5, .5; great, good, bad go: .75, .5, .375, .5
            assertEquals(List.of((.75 / 2 + .5 + .5 / 2) / 2, .5), rounded(table, "deletion AUC"));
            assertEquals(List.of(1., 1.), rounded(table, "tau leave-one-out"));
            assertEquals(List.of(round(2 / 3.), 1.), rounded(table, "token F1 of top 1"));
            // premise: drops .25, 0; of "good great", whose 6 eighths are cut to .5, 0, .25: sqrt(2) * .25 by .25
            // hypothesis: drops .25, -.125, .125; of "great great good" .125, .125, 0: changes of as much as the drops
            assertEquals(List.of(round(Math.sqrt(2)), 1.), rounded(table, "max-sensitivity to words"));
        }
    }

    private static List<Double> rounded(EvaluationTable table, String metric) {
        return table.values("probability", metric).stream()
                .map(value -> round(value.orElseThrow()))
                .toList();
    }

    private static double round(double value) {
        return Math.round(1e6 * value) / 1e6;
    }

    @Test
    void a_given_class_is_explained_in_the_place_of_the_predicted_one() {
        AnnotatedText text = TEXTS.get(0);

        EvaluationTable table = Evaluation.builder(Cases.PREDICTOR)
                .attributions(LeaveOneOut.probability())
                .metrics(List.of(Faithfulness.ofProbability().comprehensiveness(.2)))
                .build()
                .run(List.of(text, text.withTarget(Target.of(0))));

        // great goes: .75 to .5 for label 1; for label 0 no word speaks, and the first one goes
        assertEquals(List.of(.25, 0.), rounded(table, "comprehensiveness 20 %"));
    }

    @Test
    void progress_rises_to_the_number_of_texts() {
        List<Long> told = new ArrayList<>();

        Evaluation.builder(Cases.PREDICTOR)
                .metrics(List.of(Sparseness.gini()))
                .progress((pass, done, total) -> {
                    assertEquals("evaluation", pass);
                    assertEquals(19, total);
                    told.add(done);
                })
                .build()
                .run(manyTexts(19));

        assertEquals(List.of(8L, 16L, 19L), told);
    }

    @Test
    void bad_input_is_refused() {
        Evaluation.Builder builder = Evaluation.builder(Cases.PREDICTOR);

        Refusals.assertRefused("at least one text", () -> builder.build().run(List.of()));
        Refusals.assertRefused("names of explainers must differ", () -> Evaluation.builder(Cases.PREDICTOR)
                .attributions(Cases.fixed("random", 0))
                .build());
        Refusals.assertRefused("names of metrics must differ", () -> Evaluation.builder(Cases.PREDICTOR)
                .metrics(List.of(Sparseness.gini(), Sparseness.gini()))
                .build());
        Refusals.assertRefused("each of 2 words, got 3", () -> Evaluation.builder(Cases.PREDICTOR)
                .attributions(Cases.fixed("longer", 1, 2, 3))
                .build()
                .run(List.of(TEXTS.get(1))));
        Refusals.assertRefused("the explainers are [random", () -> table(1).values("nobody", "empty"));
        Refusals.assertRefused("the metrics are [human top word", () -> table(1).values("random", "nothing"));
    }
}
