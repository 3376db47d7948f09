package org.dknn.nlp.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.ScoreFunction;
import org.dknn.activation.GradientExtractor;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.Dl4jGradientExtractor;
import org.dknn.dl4j.ExtendedEmbedding;
import org.dknn.nlp.SmallNetwork;
import org.dknn.nlp.attribution.BootstrapIntervals.Bootstrap;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.gradient.GradientAttribution;
import org.dknn.nlp.gradient.IntegratedGradients;
import org.dknn.nlp.gradient.SmoothGrad;
import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.nlp.perturb.WordFrequencies;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All attributions on a network of DL4J that was trained to tell good words from bad ones, with dropout. */
class AttributionsOnNetworkTest {

    private static final List<String> TEXT = List.of("a", "great", "film", ",", "not", "bad");

    private static DeepKnn<List<String>> dknn;
    private static GradientExtractor<List<String>> gradients;

    @BeforeAll
    static void train() {
        SmallNetwork network = SmallNetwork.trained();
        TokenIds encoder = TokenIds.of(network.vocabulary()).withPlaceholders();
        var extended = ExtendedEmbedding.of(network.graph(), 2);
        Dataset.Split<List<String>> split = network.examples().holdOut(40, 1);
        dknn = DeepKnn.builder(Dl4jExtractor.builder(extended, encoder)
                        .layer("pooled")
                        .layer("dense")
                        .build())
                .neighbors(15)
                .fit(split.kept(), split.heldOut());
        gradients = Dl4jGradientExtractor.of(extended, encoder);
    }

    @AfterAll
    static void close() {
        dknn.close();
    }

    private static List<Attribution> attributions() {
        LeaveOneOut conformity = LeaveOneOut.conformity();
        return List.of(
                conformity,
                LeaveOneOut.probability(),
                conformity.withPerturbation(Perturbation.replaceByUnknown()),
                conformity.withPerturbation(Perturbation.replaceBy(TokenIds.ZERO_WORD)),
                conformity.withPerturbation(Perturbation.replaceBy(TokenIds.MEAN_WORD)),
                conformity.withPerturbation(Perturbation.replaceByDraws(
                        WordFrequencies.of(dknn.reference().inputs()), 3, 1)),
                conformity.withGroups(FeatureGroups.phrases(1)),
                conformity.withGroups(FeatureGroups.nGrams(2)),
                new BootstrapIntervals(conformity, Bootstrap.of(dknn, 1)),
                GradientAttribution.norm(gradients),
                GradientAttribution.signedNorm(gradients),
                GradientAttribution.timesInput(gradients),
                SmoothGrad.timesInput(gradients, 1),
                IntegratedGradients.fromZero(gradients),
                IntegratedGradients.fromUnknownWords(gradients),
                ShapleyValues.conformity(new SamplingBudget(100, 1)),
                ShapleyValues.probability(new SamplingBudget(100, 1)),
                LocalLinearModel.of(ScoreFunction.CONFORMITY, new SamplingBudget(100, 1)));
    }

    private static Attributions score(Attribution attribution, List<String> words) {
        return Asking.attribute(attribution, words, Target.of(1), dknn);
    }

    @Test
    void every_method_finds_the_word_that_decides() {
        List<String> text = List.of("a", "film", "great", "the", "story");
        for (Attribution attribution : attributions()) {
            double[] values = score(attribution, text).values();
            int first = IntStream.range(0, 5)
                    .boxed()
                    .max((a, b) -> Double.compare(values[a], values[b]))
                    .orElseThrow();

            assertEquals(2, first, attribution + " " + Arrays.toString(values));
        }
    }

    @Test
    void every_method_is_the_same_again_and_beside_other_texts() {
        for (Attribution attribution : attributions()) {
            double[] alone = score(attribution, TEXT).values();
            score(attribution, List.of("bad", "film"));

            assertArrayEquals(alone, score(attribution, TEXT).values());
            List<Attributions> beside = new PlanExecutor(Predictor.of(dknn))
                    .runAll(Stream.of(List.of("x"), TEXT)
                            .map(text -> attribution.plan(Features.of(text), Target.of(1)))
                            .toList());
            assertArrayEquals(alone, beside.get(1).values(), 1e-6);
        }
    }

    @Test
    void every_method_attributes_texts_of_no_of_one_and_of_unknown_words() {
        for (Attribution attribution : attributions()) {
            for (List<String> text : List.of(List.<String>of(), List.of("great"), List.of("zyx", "\uD83D\uDE00"))) {
                assertEquals(text.size(), score(attribution, text).size(), attribution.name());
            }
        }
    }

    @Test
    void integrated_gradients_are_complete() {
        Random random = new Random(3);
        List<String> words = new ArrayList<>(List.of("zyx", "great", "bad", "film", "a", "not"));
        for (int length = 1; length < 12; length++) {
            List<String> text = IntStream.range(0, length)
                    .mapToObj(t -> words.get(random.nextInt(words.size())))
                    .toList();
            for (IntegratedGradients attribution :
                    List.of(IntegratedGradients.fromZero(gradients), IntegratedGradients.fromUnknownWords(gradients))) {
                IntegratedGradients.Integral integral = attribution.integrate(text, Target.of(1));

                assertTrue(Math.abs(integral.gap()) <= 0.005, text + " misses by " + integral.gap());
            }
        }
        List<String> zeros = List.of(TokenIds.ZERO_WORD, TokenIds.ZERO_WORD);
        List<String> text = List.of("great", "film");
        double difference =
                dknn.predict(text).probability(1) - dknn.predict(zeros).probability(1);
        assertEquals(
                difference,
                Arrays.stream(score(IntegratedGradients.fromZero(gradients), text)
                                .values())
                        .sum(),
                0.006);
    }

    @Test
    void a_word_of_zeros_keeps_the_place_of_what_it_replaces() {
        LeaveOneOut zero = LeaveOneOut.probability().withPerturbation(Perturbation.replaceBy(TokenIds.ZERO_WORD));
        List<String> without = List.of("a", TokenIds.ZERO_WORD, "film", ",", "not", "bad");

        assertEquals(
                dknn.predict(TEXT).probability(1) - dknn.predict(without).probability(1),
                score(zero, TEXT).value(1),
                1e-6);
    }

    @Test
    void the_labels_are_those_of_the_examples() {
        assertEquals(LabelSet.of("negative", "positive"), dknn.labelSet());
        assertEquals(1, dknn.predict(List.of("a", "great", "film")).label());
        assertEquals(0, dknn.predict(List.of("a", "awful", "film")).label());
    }
}
