package org.dknn.nlp.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ScoreFunction;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.BootstrapIntervals.Bootstrap;
import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.nlp.perturb.WordFrequencies;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Target FOR = Target.of(1);
    private static final List<String> TEXT = List.of("great", "bad", "film", "good", "great");

    private final WordWeights network = new WordWeights();
    private final DeepKnn<List<String>> dknn = network.fitted();

    private List<Attribution> attributions() {
        WordFrequencies frequencies = WordFrequencies.of(dknn.reference().inputs());
        return List.of(
                LeaveOneOut.conformity(),
                LeaveOneOut.pValue(),
                LeaveOneOut.neighbors().withGroups(FeatureGroups.phrases(1)),
                LeaveOneOut.probability().withPerturbation(Perturbation.replaceByDraws(frequencies, 4, 2)),
                LeaveOneOutAndIn.neighborsAndNetwork(),
                ShapleyValues.probability(new SamplingBudget(30, 1)),
                ShapleyValues.conformity(new SamplingBudget(64, 1)),
                LocalLinearModel.of(ScoreFunction.LOG_RATIO, new SamplingBudget(30, 1)),
                new BootstrapIntervals(LeaveOneOut.conformity(), new Bootstrap(dknn, 4, 0.9, 1)));
    }

    private List<Plan<Attributions>> plans(List<String> text) {
        return attributions().stream()
                .map(attribution -> attribution.plan(Features.of(text), FOR))
                .toList();
    }

    private <R> R run(Plan<R> plan) {
        return new PlanExecutor(Predictor.of(dknn)).run(plan);
    }

    private static Variant text(String text) {
        return Variant.of(text.isEmpty() ? List.of() : List.of(text.split(" ")));
    }

    /** The probability of each text. */
    private static Plan<List<Double>> probabilities(String... texts) {
        return Plan.ask(
                List.of(texts).stream().map(PlanTest::text).toList(),
                prediction -> prediction.probability(1),
                List::<Double>copyOf);
    }

    /** Asks for a text, and then for one that depends on its label. */
    private static Plan<List<Double>> twoRounds(String first) {
        return Plan.<Prediction, Prediction>ask(List.of(text(first)), prediction -> prediction, list -> list.get(0))
                .then(prediction -> probabilities(first, prediction.votes().count(1) > 3 ? "good film" : "bad film"));
    }

    @Test
    void making_a_plan_predicts_nothing() {
        plans(TEXT);
        probabilities("good").map(List::size).redrawn(List.of(UnaryOperator.identity()));

        assertEquals(List.of(), network.calls());
    }

    @Test
    void a_plan_by_hand() {
        // sums 1, -2 and 0
        assertEquals(List.of(0.625, 0.25, 0.5, 0.625), run(probabilities("good", "awful film", "", "good")));
        assertEquals(List.of(), run(probabilities()));
        assertEquals(
                List.of(List.of(0.625, 0.75), List.of(0.5)),
                run(Plan.askVariants(
                        2,
                        change -> change == 0 ? List.of(text("good"), text("great")) : List.of(text("film")),
                        prediction -> prediction.probability(1),
                        List::copyOf)));
    }

    @Test
    void a_plan_read_twice_gives_the_same() {
        PlanExecutor executor = new PlanExecutor(Predictor.of(dknn));
        for (Plan<Attributions> plan : plans(TEXT)) {
            Attributions first = executor.run(plan);

            assertEquals(first, executor.run(plan));
            assertEquals(first, run(plan));
        }
    }

    @Test
    void plans_together_give_what_each_gives() {
        List<Plan<Attributions>> plans = plans(TEXT);
        List<Attributions> each = plans.stream().map(this::run).toList();

        assertEquals(each, run(Plan.all(plans)));
        assertEquals(each, new PlanExecutor(Predictor.of(dknn)).runAll(plans));
        assertEquals(List.of(), run(Plan.all(List.<Plan<Attributions>>of())));
    }

    @Test
    void plans_of_different_numbers_of_rounds_go_together() {
        Plan<List<Double>> done = Plan.of(List.of(7.0));
        Plan<List<Double>> three = twoRounds("good").then(values -> twoRounds("bad"));
        List<Plan<List<Double>>> plans = List.of(done, three, probabilities("bad"), twoRounds("awful"), done);
        Asking asking = new Asking(dknn);

        List<List<Double>> together = new PlanExecutor(asking).run(Plan.all(plans));

        assertEquals(plans.stream().map(this::run).toList(), together);
        // good, bad and awful; good film and bad film; what bad needs is known by then
        assertEquals(2, asking.calls().size());
        assertEquals(
                List.of(text("good"), text("bad"), text("awful")),
                asking.calls().get(0));
    }

    @Test
    void each_input_is_predicted_once_over_rounds_and_plans() {
        Asking asking = new Asking(dknn);
        List<Plan<List<Attributions>>> texts = List.of(Plan.all(plans(TEXT)), Plan.all(plans(TEXT.subList(0, 4))));
        Plan<List<List<Attributions>>> again = Plan.all(texts).then(values -> Plan.all(texts));

        new PlanExecutor(asking).run(again);

        assertEquals(1, asking.calls().size());
        assertEquals(asking.asked().size(), new HashSet<>(asking.asked()).size());
    }

    /** Variants that were asked for earlier have their answers at once, but their place in the list stays. */
    @Test
    void variants_keep_their_order_whatever_was_asked_before() {
        WordFrequencies frequencies = WordFrequencies.of(List.of(List.of("good", "great", "bad", "awful", "film")));
        LeaveOneOut drawn = LeaveOneOut.probability().withPerturbation(Perturbation.replaceByDraws(frequencies, 6, 1));
        Attributions expected = Asking.attribute(drawn, TEXT, FOR, dknn);
        List<Variant> variants = drawn.perturbation().variants(TEXT, List.of(1)).stream()
                .map(Variant::of)
                .toList();
        Plan<List<Double>> order = Plan.ask(variants, prediction -> prediction.probability(1), List::<Double>copyOf);
        List<Double> probabilities = run(order);

        for (int known = 0; known < variants.size(); known++) {
            Plan<Double> earlier =
                    Plan.ask(List.of(variants.get(known)), p -> p.probability(1), list -> (double) list.get(0));
            Plan<Attributions> later = earlier.then(value -> drawn.plan(Features.of(TEXT), FOR));

            assertEquals(expected, run(later));
            assertEquals(probabilities, run(earlier.then(value -> order)));
            assertEquals(
                    probabilities,
                    run(Plan.all(List.of(earlier.map(List::of), order))).get(1));
        }
    }

    @Test
    void what_follows_a_result_that_is_known_is_made_at_once() {
        Plan<Integer> done = Plan.of(2).map(value -> value + 1).then(value -> Plan.of(2 * value));

        assertEquals(6, new PlanExecutor(Asking.nobody()).run(done));
        assertEquals(List.of(6, 6), new PlanExecutor(Asking.nobody()).runAll(List.of(done, done)));
    }

    private List<UnaryOperator<Prediction>> draws() {
        return IntStream.range(0, 5)
                .<UnaryOperator<Prediction>>mapToObj(draw -> prediction -> dknn.resampled(prediction, 4, draw))
                .toList();
    }

    /** A classifier that answers as in a draw. */
    private Predictor drawn(UnaryOperator<Prediction> draw) {
        return inputs ->
                Predictor.of(dknn).predictAll(inputs).stream().map(draw).toList();
    }

    private <R> void assertRedrawn(Plan<R> plan) {
        List<R> expected = draws().stream()
                .map(draw -> new PlanExecutor(drawn(draw)).run(plan))
                .toList();
        Asking asking = new Asking(dknn);

        assertEquals(expected, new PlanExecutor(asking).run(plan.redrawn(draws())));
        assertEquals(asking.asked().size(), new HashSet<>(asking.asked()).size());
    }

    @Test
    void a_plan_read_off_changed_predictions_gives_what_a_changed_classifier_gives() {
        Plan<List<LabelCounts>> one = counts("good bad film", "bad", "a");
        assertRedrawn(one);
        assertRedrawn(one.map(List::size));
        assertRedrawn(Plan.all(List.of(one, counts("film"))));
        assertRedrawn(Plan.of("done"));
        plans(TEXT).forEach(this::assertRedrawn);
    }

    private record LabelCounts(int negative, int positive) {}

    private static Plan<List<LabelCounts>> counts(String... texts) {
        return Plan.ask(
                List.of(texts).stream().map(PlanTest::text).toList(),
                prediction -> new LabelCounts(
                        prediction.votes().count(0), prediction.votes().count(1)),
                List::<LabelCounts>copyOf);
    }

    /** Draws part ways where a round depends on what was read; each goes on by its own predictions. */
    @Test
    void rounds_of_draws_go_their_own_ways() {
        Plan<List<LabelCounts>> two = counts("good bad")
                .then(first -> counts(first.get(0).positive() > first.get(0).negative() ? "bad film" : "good film"));
        Plan<List<LabelCounts>> three = two.then(second -> second.get(0).positive() > 2 ? counts("a") : two);

        assertRedrawn(two);
        assertRedrawn(three);
        assertRedrawn(Plan.all(List.of(three, counts("film"), two)));
        assertTrue(new HashSet<>(run(two.redrawn(draws()))).size() > 1, "draws differ");
        assertNotEquals(run(two), run(two.redrawn(draws())).get(0));
    }

    @Test
    void reading_in_no_way_gives_no_results() {
        assertEquals(List.of(), run(counts("good").redrawn(List.of())));
        assertEquals(List.of(), run(Plan.of(1).redrawn(List.of())));
    }

    @Test
    void what_a_function_throws_comes_out_as_it_is() {
        IllegalArgumentException broken = new IllegalArgumentException("broken");
        List<Plan<?>> plans = List.of(
                Plan.ask(
                        List.of(text("good")),
                        prediction -> {
                            throw broken;
                        },
                        List::copyOf),
                Plan.askVariants(
                        1,
                        change -> {
                            throw broken;
                        },
                        prediction -> 1,
                        List::copyOf),
                probabilities("good").map(values -> {
                    throw broken;
                }),
                probabilities("good").then(values -> {
                    throw broken;
                }),
                probabilities("bad").then(values -> probabilities("good").map(more -> {
                    throw broken;
                })));
        PlanExecutor executor = new PlanExecutor(Predictor.of(dknn));
        for (Plan<?> plan : plans) {
            assertSame(broken, assertThrows(IllegalArgumentException.class, () -> executor.run(plan)));
            assertEquals(List.of(0.625, 0.375), executor.run(probabilities("good", "bad")));
        }
    }

    @Test
    void no_result_may_be_missing() {
        assertThrows(NullPointerException.class, () -> Plan.of(null));
        assertThrows(NullPointerException.class, () -> Plan.of(1).then(null));
        assertThrows(NullPointerException.class, () -> run(probabilities("good").map(values -> null)));
    }
}
