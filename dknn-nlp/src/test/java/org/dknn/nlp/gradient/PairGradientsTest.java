package org.dknn.nlp.gradient;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.dknn.activation.GradientExtractor;
import org.dknn.activation.GradientExtractor.ClassGradient;
import org.dknn.activation.GradientExtractor.ClassOutput;
import org.dknn.nlp.PairProducts;
import org.dknn.nlp.VectorPairs;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.PlanExecutor;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.attribution.Variant;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.TextPair;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;

class PairGradientsTest {

    private static final ClassOutput LOGIT = ClassOutput.logit(1);
    private static final int PREMISE = 0;
    private static final int HYPOTHESIS = 1;

    private final VectorPairs network = new VectorPairs();

    private static Features features(int segment, String premise, String hypothesis) {
        SentencePair pair = PairProducts.pair(premise, hypothesis);
        return new Features(new Variant(List.of(pair.premise(), pair.hypothesis())), segment);
    }

    /** Gradients ask for no prediction, so none is made. */
    private static Attributions run(Attribution attribution, Features features) {
        PlanExecutor executor = new PlanExecutor(inputs -> {
            throw new IllegalStateException("no input is to be predicted, got " + inputs);
        });
        return executor.run(attribution.plan(features, Target.of(1)));
    }

    /** What a method of texts is given of a segment of a pair. */
    private GradientExtractor<List<String>> segment(int segment, String premise, String hypothesis) {
        List<GradientExtractor<List<String>>> given = new ArrayList<>();
        run(
                new PairGradients(network, extractor -> {
                    given.add(extractor);
                    return GradientAttribution.timesInput(extractor);
                }),
                features(segment, premise, hypothesis));
        return given.get(0);
    }

    @Test
    void a_segment_has_its_own_rows() {
        assertEquals(
                FloatMatrix.copyOf(new float[][] {{1}, {2}, {0}}),
                segment(PREMISE, "good great film", "bad").embeddings(List.of("good", "great", "film")));
        assertEquals(
                FloatMatrix.copyOf(new float[][] {{-1}, {0}}),
                segment(HYPOTHESIS, "good great film", "bad film").embeddings(List.of("bad", "film")));
        // an empty segment is read as one unknown word
        assertEquals(
                FloatMatrix.copyOf(new float[][] {{0}}),
                segment(PREMISE, "", "bad").embeddings(List.of()));
    }

    @Test
    void the_other_segment_stays_as_it_is() {
        GradientExtractor<List<String>> premise = segment(PREMISE, "good film", "great great");
        List<FloatMatrix> two =
                List.of(FloatMatrix.copyOf(new float[][] {{0}, {0}}), FloatMatrix.copyOf(new float[][] {{0.5f}, {1}}));

        FloatMatrix probabilities = premise.probabilities(List.of("good", "film"), two);
        List<ClassGradient> gradients = premise.gradients(List.of("good", "film"), two, LOGIT);

        assertEquals(2, premise.classes());
        assertEquals(0.5f, probabilities.get(0, 1), 1e-6f);
        assertEquals((float) (1 / (1 + Math.exp(-1.5 * 4))), probabilities.get(1, 1), 1e-6f);
        assertEquals(
                FloatMatrix.copyOf(new float[][] {{4}, {4}}), gradients.get(0).gradient());
        assertEquals(6, gradients.get(1).value(), 1e-6);
    }

    @Test
    void vectors_of_another_shape_are_refused() {
        List<FloatMatrix> three = List.of(FloatMatrix.copyOf(new float[][] {{0}, {0}, {0}}));
        GradientExtractor<List<String>> premise = segment(PREMISE, "good film", "great");

        assertRefused(
                "needs embeddings of 2 x 1, got 3 x 1", () -> premise.probabilities(List.of("good", "film"), three));
    }

    @Test
    void a_pair_is_explained_by_gradients_beside_other_methods() {
        Explanation explanation = Explainer.ofPairs(new PairProducts().fitted(), Tokenizer.whitespace())
                .withAttributions(
                        LeaveOneOut.probability(),
                        new PairGradients(network, GradientAttribution::timesInput),
                        new PairGradients(network, IntegratedGradients::fromZero))
                .explain(new TextPair("good great film", "good bad great"));

        List<Attributions> premise = explanation.segments().get(PREMISE).attributions();
        assertEquals(
                List.of("probability", "gradient x input", "integrated gradients"),
                premise.stream().map(Attributions::method).toList());
        // agree, by the logit 3 * 2: its probability changes by p (1 - p) * 2 with each premise word, times 1, 2 and 0
        double p = 1 / (1 + Math.exp(-6));
        assertArrayEquals(
                new double[] {2 * p * (1 - p), 4 * p * (1 - p), 0},
                premise.get(1).values(),
                1e-6);
        // all of the way from no premise, where the probability is .5
        assertEquals(p - 0.5, DoubleStream.of(premise.get(2).values()).sum(), 0.005);
        assertTrue(explanation.segments().get(HYPOTHESIS).attributions().get(1).value(1) < 0);
    }

    @Test
    void the_name_is_that_of_the_method() {
        assertEquals("gradient x input", new PairGradients(network, GradientAttribution::timesInput).name());
    }

    @Test
    void gradients_of_single_texts_are_none_of_pairs() {
        PairGradients ofTexts = new PairGradients(new VectorPairs(1), GradientAttribution::timesInput);
        PairGradients ofPairs = new PairGradients(network, GradientAttribution::timesInput);

        assertRefused("needs gradients of two texts", () -> run(ofTexts, features(PREMISE, "good", "good")));
        assertRefused("needs the two segments of a pair, got 1", () -> run(ofPairs, Features.of(List.of("good"))));
    }
}
