package org.dknn.nlp.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.ScoreFunction;
import org.dknn.conformal.LayerStatistics;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.conformal.Nonconformity;
import org.dknn.nlp.WordWeights;
import org.junit.jupiter.api.Test;

class BootstrappedLeaveOneOutAndInTest {

    private static final List<String> TEXT = List.of("great", "bad", "film", "great");
    private static final DeepKnn<List<String>> DKNN = BootstrappedLeaveOneOutTest.fitted(20);
    private static final Bootstrap BOOTSTRAP = Bootstrap.of(DKNN.reference(), 3);
    private static final BootstrappedLeaveOneOutAndIn BOUNDED =
            BootstrappedLeaveOneOutAndIn.neighborsAndNetwork(BOOTSTRAP);

    private static Attributions score(Attribution scorer, DeepKnn<List<String>> dknn, List<String> words) {
        return scorer.score(words, dknn.predict(words), dknn::predictAll);
    }

    private static Attributions score(Attribution scorer, List<String> words) {
        return score(scorer, DKNN, words);
    }

    /** Sums of the words 3, 5, -2 and -4; k of each class. */
    private static DeepKnn<List<String>> sparse(int k) {
        List<List<String>> texts = List.of(
                List.of("great", "good"),
                List.of("great", "great", "good"),
                List.of("awful"),
                List.of("awful", "awful"));
        Dataset<List<String>> examples = Dataset.of(texts, new int[] {1, 1, 0, 0}, LabelSet.of("negative", "positive"));
        return DeepKnn.builder(new WordWeights()).neighbors(k).fit(examples, examples);
    }

    @Test
    void values_are_those_of_the_base() {
        for (List<String> text : List.of(TEXT, List.of("good"), List.<String>of(), List.of("what", "ever"))) {
            Attributions saliency = score(BOUNDED, text);

            assertArrayEquals(
                    score(LeaveOneOutAndIn.neighborsAndNetwork(), text).values(), saliency.values());
            assertEquals(text.size(), saliency.intervals().size());
            assertEquals("neighbors and network", saliency.method());
        }
    }

    @Test
    void the_ends_of_an_interval_by_hand() {
        DeepKnn<List<String>> dknn = sparse(2);
        Bootstrap two = new Bootstrap(dknn.reference()::label, 2, 0.5, 1);
        double[] values = new double[2];
        for (int draw = 1; draw <= 2; draw++) {
            // the only word is all there is at either end; of the network it has ln .625 / .375 whatever is drawn
            values[draw - 1] = (logRatio(two.evidence(dknn.predict(List.of("good")), draw))
                                    - logRatio(two.evidence(dknn.predict(List.of()), draw)))
                            / 2
                    + Math.log(5.0 / 3);
        }
        Interval interval = BootstrappedLeaveOneOutAndIn.neighborsAndNetwork(two)
                .score(List.of("good"), dknn.predict(List.of("good")), Target.of(1), dknn::predictAll)
                .intervals()
                .get(0);

        double low = Math.min(values[0], values[1]);
        double high = Math.max(values[0], values[1]);
        assertTrue(high > low, "draws of seed 1 differ");
        assertEquals(low + (high - low) / 4, interval.low(), 1e-6);
        assertEquals(high - (high - low) / 4, interval.high(), 1e-6);
    }

    /** For class 1, over both layers. */
    private static double logRatio(NeighborStatistics evidence) {
        double sum = 0;
        for (LayerStatistics layer : evidence.layers()) {
            sum += Math.log(layer.meanDistance(0) / layer.meanDistance(1));
        }
        return sum;
    }

    @Test
    void draws_of_one_neighbor_a_class_change_nothing() {
        DeepKnn<List<String>> dknn = sparse(1);
        List<String> text = List.of("good", "bad", "film");
        Attributions saliency =
                score(BootstrappedLeaveOneOutAndIn.neighborsAndNetwork(Bootstrap.of(dknn.reference(), 1)), dknn, text);

        for (int position = 0; position < text.size(); position++) {
            assertEquals(
                    saliency.value(position), saliency.intervals().get(position).low(), 1e-9);
            assertEquals(
                    saliency.value(position), saliency.intervals().get(position).high(), 1e-9);
        }
    }

    @Test
    void a_word_that_changes_no_neighbor_is_told_to_be_nothing_and_one_that_decides_is_clear() {
        Attributions saliency = score(BOUNDED, List.of("great", "film"));

        assertEquals(new Interval(0, 0), saliency.intervals().get(1));
        Interval great = saliency.intervals().get(0);
        assertFalse(saliency.isUnclear(0), great.toString());
        assertTrue(great.low() < saliency.value(0) && saliency.value(0) < great.high());
    }

    @Test
    void what_the_network_says_only_moves_intervals() {
        LeaveOneOutAndIn network = new LeaveOneOutAndIn("network", ScoreFunction.LOG_ODDS, 1.0 / 3);
        LeaveOneOutAndIn neighbors = new LeaveOneOutAndIn("neighbors", ScoreFunction.LOG_RATIO, 1.0 / 3);
        EvidenceScore drawn = EvidenceScore.of(Nonconformity.logRatio());
        List<Interval> alone = score(new BootstrappedLeaveOneOutAndIn(neighbors, drawn, BOOTSTRAP), TEXT)
                .intervals();
        double[] fixed = score(network, TEXT).values();
        List<Interval> together = score(BOUNDED, TEXT).intervals();

        for (int position = 0; position < TEXT.size(); position++) {
            // the neighbors' part is the mean over two layers
            assertEquals(
                    alone.get(position).low() / 2 + fixed[position],
                    together.get(position).low(),
                    1e-9);
            assertEquals(
                    alone.get(position).high() / 2 + fixed[position],
                    together.get(position).high(),
                    1e-9);
        }
    }

    @Test
    void more_neighbors_give_narrower_intervals() {
        double few = width(5);
        double some = width(20);
        double many = width(80);

        assertTrue(few > some && some > many, few + ", " + some + ", " + many);
    }

    private static double width(int neighbors) {
        DeepKnn<List<String>> dknn = BootstrappedLeaveOneOutTest.fitted(neighbors);
        BootstrappedLeaveOneOutAndIn bounded = new BootstrappedLeaveOneOutAndIn(
                LeaveOneOutAndIn.conformity(), EvidenceScore.conformity(), Bootstrap.of(dknn.reference(), 3));
        return score(bounded, dknn, List.of("good", "bad", "a")).intervals().stream()
                .mapToDouble(interval -> interval.high() - interval.low())
                .sum();
    }

    @Test
    void the_seed_makes_the_draws() {
        Bootstrap same = Bootstrap.of(DKNN.reference(), 3);
        Bootstrap other = Bootstrap.of(DKNN.reference(), 4);

        assertEquals(score(BOUNDED, TEXT), score(BootstrappedLeaveOneOutAndIn.neighborsAndNetwork(same), TEXT));
        assertNotEquals(score(BOUNDED, TEXT), score(BootstrappedLeaveOneOutAndIn.neighborsAndNetwork(other), TEXT));
    }

    @Test
    void no_more_texts_are_predicted() {
        List<List<String>> bounded = new ArrayList<>();
        List<List<String>> bare = new ArrayList<>();
        BOUNDED.score(TEXT, DKNN.predict(TEXT), noting(bounded));
        BOUNDED.base().score(TEXT, DKNN.predict(TEXT), noting(bare));

        assertEquals(bare, bounded);
        assertEquals(1, Collections.frequency(bounded, List.of("great")));
    }

    private static Predictor noting(List<List<String>> asked) {
        return texts -> {
            asked.addAll(texts);
            return DKNN.predictAll(texts);
        };
    }
}
