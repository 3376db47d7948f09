package org.dknn.nlp.explain;

import static org.dknn.nlp.PairProducts.pair;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import org.dknn.activation.ClassOutput;
import org.dknn.nlp.PairProducts;
import org.dknn.nlp.VectorPairs;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.gradient.GradientAttribution;
import org.dknn.nlp.gradient.IntegratedGradients;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;

class SideScorerTest {

    private static final ClassOutput LOGIT = ClassOutput.logit(1);

    private final VectorPairs network = new VectorPairs();

    private SideGradients side(Side side, String premise, String hypothesis) {
        return new SideGradients(network, pair(premise, hypothesis), side);
    }

    @Test
    void a_side_has_its_own_rows() {
        assertEquals(
                FloatMatrix.copyOf(new float[][] {{1}, {2}, {0}}),
                side(Side.PREMISE, "good great film", "bad").embeddings(List.of("good", "great", "film")));
        assertEquals(
                FloatMatrix.copyOf(new float[][] {{-1}, {0}}),
                side(Side.HYPOTHESIS, "good great film", "bad film").embeddings(List.of("bad", "film")));
        // an empty side is read as one unknown word
        assertEquals(
                FloatMatrix.copyOf(new float[][] {{0}}),
                side(Side.PREMISE, "", "bad").embeddings(List.of()));
    }

    @Test
    void the_other_side_stays_as_it_is() {
        SideGradients premise = side(Side.PREMISE, "good film", "great great");
        List<FloatMatrix> two =
                List.of(FloatMatrix.copyOf(new float[][] {{0}, {0}}), FloatMatrix.copyOf(new float[][] {{0.5f}, {1}}));

        FloatMatrix probabilities = premise.probabilities(List.of("good", "film"), two);

        assertEquals(0.5f, probabilities.get(0, 1), 1e-6f);
        assertEquals((float) (1 / (1 + Math.exp(-1.5 * 4))), probabilities.get(1, 1), 1e-6f);
        assertEquals(
                FloatMatrix.copyOf(new float[][] {{4}, {4}}),
                premise.gradients(List.of("good", "film"), two, LOGIT).get(0).gradient());
        assertEquals(
                6, premise.gradients(List.of("good", "film"), two, LOGIT).get(1).value(), 1e-6);
    }

    @Test
    void vectors_of_another_shape_are_refused() {
        List<FloatMatrix> three = List.of(FloatMatrix.copyOf(new float[][] {{0}, {0}, {0}}));
        SideGradients premise = side(Side.PREMISE, "good film", "great");

        String message = assertThrows(
                        IllegalArgumentException.class, () -> premise.probabilities(List.of("good", "film"), three))
                .getMessage();

        assertEquals("needs embeddings of 2 x 1, got 3 x 1", message);
    }

    @Test
    void a_pair_is_explained_by_gradients_beside_other_methods() {
        PairExplanation explanation = PairExplainer.of(new PairProducts().fitted(), Tokenizer.whitespace())
                .withSideScorers(
                        SideScorer.of(LeaveOneOut.probability()),
                        SideScorer.gradients(network, GradientAttribution::timesInput),
                        SideScorer.gradients(network, IntegratedGradients::fromZero))
                .explain("good great film", "good bad great");

        List<Attributions> premise = explanation.premise().saliencies();
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
        assertTrue(explanation.hypothesis().saliencies().get(1).value(1) < 0);
    }

    @Test
    void gradients_of_single_texts_are_none_of_pairs() {
        SideGradients side =
                new SideGradients(new VectorPairs(1), new SentencePair(List.of(), List.of()), Side.PREMISE);

        assertThrows(IllegalArgumentException.class, () -> side.embeddings(List.of()));
    }
}
