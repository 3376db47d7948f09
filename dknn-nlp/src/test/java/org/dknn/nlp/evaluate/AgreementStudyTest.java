package org.dknn.nlp.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.attribution.Variant;
import org.dknn.nlp.evaluate.AgreementStudy.ModelExplainer;
import org.dknn.nlp.evaluate.EvaluationTable.Estimate;
import org.dknn.testkit.Refusals;
import org.junit.jupiter.api.Test;

class AgreementStudyTest {

    private static final ModelExplainer PROBABILITY = ModelExplainer.of(LeaveOneOut.probability(), Cases.PREDICTOR);

    private static List<Features> texts(int count) {
        List<String> words = List.of("good", "great", "bad", "awful", "film");
        SplittableRandom random = new SplittableRandom(5);
        return IntStream.range(0, count)
                .mapToObj(i -> random.ints(6, 0, 5).mapToObj(words::get).toList())
                .map(Features::of)
                .toList();
    }

    /** A model that reads each word as another one. */
    private static Predictor confused() {
        List<String> from = List.of("good", "great", "bad", "awful", "film");
        List<String> to = List.of("film", "bad", "great", "film", "awful");
        return reading(word -> to.get(from.indexOf(word)));
    }

    @Test
    void every_pair_is_compared_beside_a_random_one() {
        EvaluationTable table = AgreementStudy.pairs(List.of(
                        PROBABILITY,
                        ModelExplainer.of(LeaveOneOut.conformity(), Cases.PREDICTOR),
                        ModelExplainer.of(LeaveOneOut.pValue(), Cases.PREDICTOR)))
                .run(texts(3));

        assertEquals(
                List.of("random / random", "probability / conformity", "probability / p-value", "conformity / p-value"),
                table.explainers());
        assertEquals(AgreementMetric.all().stream().map(AgreementMetric::name).toList(), table.metrics());
    }

    @Test
    void the_same_model_keeps_its_explanation_and_another_does_not() {
        EvaluationTable table = AgreementStudy.against(
                        PROBABILITY,
                        List.of(
                                new ModelExplainer("same", LeaveOneOut.probability(), Cases.PREDICTOR),
                                new ModelExplainer("confused", LeaveOneOut.probability(), confused())))
                .run(texts(100));

        // a text whose words all weigh the same has a constant explanation, which agrees with none
        List<OptionalDouble> same = table.values("probability / same", "Spearman of sizes");
        assertTrue(same.stream().allMatch(value -> value.orElseThrow() == 0 || value.orElseThrow() > 1 - 1e-9));
        double mean = table.estimate("probability / same", "Spearman of sizes")
                .orElseThrow()
                .mean();
        double other = table.estimate("probability / confused", "Spearman of sizes")
                .orElseThrow()
                .mean();
        assertTrue(mean > 0.8, "same " + mean);
        assertTrue(other < 0.5, "other " + other);
        assertEquals(
                1,
                table.estimate("probability / same", "feature agreement of top 3")
                        .orElseThrow()
                        .low());
    }

    /** A model that takes each label for the other one. */
    private static Predictor contrary() {
        return reading(word -> switch (word) {
            case "good" -> "bad";
            case "great" -> "awful";
            case "bad" -> "good";
            case "awful" -> "great";
            default -> word;
        });
    }

    private static Predictor reading(UnaryOperator<String> asWord) {
        return Predictor.of(
                Cases.DKNN, input -> input.words(0).stream().map(asWord).toList());
    }

    @Test
    void models_that_predict_different_labels_are_compared_about_one() {
        Features text = Features.of(List.of("great", "film", "good", "bad"));
        AgreementStudy study = AgreementStudy.oneByOne(
                        List.of(PROBABILITY),
                        List.of(new ModelExplainer("contrary", LeaveOneOut.probability(), contrary())))
                .withMetrics(List.of(AgreementMetric.spearman()));
        int label = Cases.PREDICTOR.predictAll(List.of(text.input())).get(0).label();
        int other = contrary().predictAll(List.of(text.input())).get(0).label();

        EvaluationTable each = study.run(List.of(text));
        EvaluationTable same = study.withTargets(features -> Target.of(label)).run(List.of(text));

        assertNotEquals(label, other);
        assertEquals(List.of(OptionalDouble.empty()), each.values("probability / contrary", "Spearman"));
        assertTrue(same.values("probability / contrary", "Spearman").get(0).orElseThrow() < -0.9, same.toMarkdown());
    }

    @Test
    void random_explanations_do_not_agree() {
        EvaluationTable table =
                AgreementStudy.against(PROBABILITY, List.of(PROBABILITY)).run(texts(300));

        Estimate estimate = table.estimate("random / random", "Spearman").orElseThrow();
        // one rho of six words has a variance of 1 / 5: four standard errors are .103
        assertEquals(0, estimate.mean(), 0.103);
    }

    @Test
    void seeds_are_compared_and_numbered() {
        Attribution one = Cases.fixed("drawn", 1, 2, 3, 4, 5, 6);
        Attribution other = Cases.fixed("drawn", 1, 2, 3, 4, 6, 5);

        EvaluationTable table = AgreementStudy.overSeeds(List.of(one, other), Cases.PREDICTOR)
                .withMetrics(List.of(AgreementMetric.spearman()))
                .run(texts(2));

        // 1 - 6 * 2 / (6 * 35)
        assertEquals(
                1 - 12 / 210.0,
                table.estimate("drawn 1 / drawn 2", "Spearman").orElseThrow().mean(),
                1e-12);
    }

    @Test
    void a_model_is_asked_once_for_a_text_and_progress_is_told() {
        List<Variant> asked = new ArrayList<>();
        List<Long> told = new ArrayList<>();
        Predictor counting = Cases.noting(asked);

        AgreementStudy.pairs(List.of(
                        ModelExplainer.of(LeaveOneOut.probability(), counting),
                        ModelExplainer.of(LeaveOneOut.conformity(), counting)))
                .withProgress((pass, done, total) -> told.add(10 * total + done))
                .run(Stream.of("good film", "great")
                        .map(Cases::words)
                        .map(Features::of)
                        .toList());

        assertEquals(List.of(22L), told);
        assertEquals(
                Stream.of("good film", "great", "film", "good", "")
                        .map(Cases::words)
                        .map(Variant::of)
                        .toList(),
                asked);
    }

    @Test
    void bad_input_is_refused() {
        Refusals.assertRefused("at least 2 explainers", () -> AgreementStudy.pairs(List.of(PROBABILITY)));
        Refusals.assertRefused(
                "got [probability, probability]", () -> AgreementStudy.pairs(List.of(PROBABILITY, PROBABILITY)));
        Refusals.assertRefused("at least 1 explainers", () -> AgreementStudy.against(PROBABILITY, List.of()));
        Refusals.assertRefused("for each of 1, got 0", () -> AgreementStudy.oneByOne(List.of(PROBABILITY), List.of()));
        Refusals.assertRefused("at least one text", () -> AgreementStudy.against(PROBABILITY, List.of(PROBABILITY))
                .run(List.of()));
    }
}
