package org.dknn.nlp.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.PlanExecutor;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.attribution.Variant;
import org.dknn.nlp.explain.EvidenceReport.Counterfactual;
import org.dknn.nlp.perturb.Perturbation;
import org.junit.jupiter.api.Test;

class CounterfactualSearchTest {

    private static final List<String> WORDS = List.of("good", "great", "bad", "awful", "film");

    private final WordWeights network = new WordWeights();
    private final DeepKnn<List<String>> dknn = network.fitted();
    private final PlanExecutor executor = new PlanExecutor(Predictor.of(dknn));

    private Optional<Counterfactual> search(List<String> words) {
        Target target = Target.of(dknn.predict(words).label());
        return search(words, executor.run(LeaveOneOut.probability().plan(Features.of(words), target)));
    }

    private Optional<Counterfactual> search(List<String> words, Attributions attributions) {
        Features features = Features.of(words);
        List<Variant> shortened = IntStream.range(0, words.size())
                .mapToObj(position -> features.with(Perturbation.delete().remove(words, position)))
                .toList();
        CounterfactualSearch search =
                new CounterfactualSearch(features, dknn.predict(words).label(), Perturbation.delete());
        return executor.run(
                Plan.<Prediction, List<Prediction>>ask(shortened, prediction -> prediction, answers -> answers)
                        .then(predictions -> search.plan(attributions, predictions)));
    }

    private int labelWithout(List<String> words, List<Integer> positions) {
        return dknn.predict(IntStream.range(0, words.size())
                        .filter(position -> !positions.contains(position))
                        .mapToObj(words::get)
                        .toList())
                .label();
    }

    /** Sum 1; without "good" it is 0, which is as near to either class, and the lower label has the vote that is left. */
    @Test
    void one_word_is_enough_where_it_is() {
        assertEquals(Optional.of(new Counterfactual(List.of(1), 0, true)), search(List.of("film", "good", "film")));
    }

    /** Sum 3; without "great" it is 1, without a "good" 2, without both 0. */
    @Test
    void two_words_are_removed_where_one_is_not_enough() {
        assertEquals(
                Optional.of(new Counterfactual(List.of(1, 3), 0, true)),
                search(List.of("bad", "good", "good", "great")));
    }

    @Test
    void words_of_the_other_side_are_put_back() {
        List<String> words = List.of("good", "awful", "good", "good", "good", "bad");
        Prediction whole = dknn.predict(words);
        Attributions misleading = Attributions.of("misleading", 1, 0, 9, 8, 7, 6, 5);

        Counterfactual found = search(words, misleading).orElseThrow();

        // nothing moves before all but the first "good" are gone, and then nothing does
        assertNotEquals(whole.label(), labelWithout(words, found.positions()));
        assertFalse(found.positions().contains(1));
    }

    /** Without "bad" the sum is 4, without "good" 2 and without "great" 1. */
    @Test
    void among_words_of_equal_values_the_network_decides() {
        List<String> words = List.of("bad", "good", "good", "great");
        Attributions silent = Attributions.of("silent", 1, 0, 0, 0, 0);

        assertEquals(Optional.of(new Counterfactual(List.of(1, 3), 0, true)), search(words, silent));
    }

    @Test
    void where_nothing_moves_nothing_is_found() {
        assertEquals(Optional.empty(), search(List.of("bad", "bad", "film")));
        assertEquals(Optional.empty(), search(List.of("good")));
        assertEquals(Optional.empty(), search(List.of()));
    }

    @Test
    void what_is_found_moves_the_prediction_and_no_proper_subset_does() {
        Random random = new Random(5);
        int found = 0;
        for (int i = 0; i < 150; i++) {
            List<String> words = random.ints(2 + random.nextInt(6), 0, WORDS.size())
                    .mapToObj(WORDS::get)
                    .toList();
            int whole = dknn.predict(words).label();
            Optional<Counterfactual> counterfactual = search(words);
            if (counterfactual.isPresent()) {
                found++;
                List<Integer> positions = counterfactual.get().positions();
                assertTrue(counterfactual.get().isSmallest());
                assertEquals(counterfactual.get().label(), labelWithout(words, positions));
                assertNotEquals(whole, counterfactual.get().label(), words::toString);
                for (List<Integer> subset : properSubsets(positions)) {
                    assertEquals(whole, labelWithout(words, subset), () -> words + " without " + subset);
                }
            }
        }
        assertTrue(found > 30, "found " + found);
    }

    private static List<List<Integer>> properSubsets(List<Integer> set) {
        List<List<Integer>> subsets = new ArrayList<>();
        for (int bits = 0; bits < (1 << set.size()) - 1; bits++) {
            int chosen = bits;
            subsets.add(IntStream.range(0, set.size())
                    .filter(i -> (chosen >> i & 1) == 1)
                    .mapToObj(set::get)
                    .toList());
        }
        return subsets;
    }

    /** Of two bad words and 15 good ones, 13 good ones have to go. */
    @Test
    void many_words_are_not_tried_in_all_ways() {
        List<String> words = new ArrayList<>(List.of("bad", "bad"));
        IntStream.range(0, 15).forEach(i -> words.add("good"));

        double[] values = new double[17];
        Arrays.fill(values, 2, 17, 1);
        Counterfactual found =
                search(words, Attributions.of("telling", 1, values)).orElseThrow();

        assertFalse(found.isSmallest());
        assertEquals(13, found.positions().size());
        assertEquals(0, labelWithout(words, found.positions()));
        int asked = network.calls().stream().mapToInt(List::size).sum();
        assertTrue(asked < 6 * 17, "asked for " + asked);
    }
}
