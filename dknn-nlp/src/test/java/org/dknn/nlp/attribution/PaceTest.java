package org.dknn.nlp.attribution;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ScoreFunction;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.perturb.Perturbation;
import org.junit.jupiter.api.Test;

/** Explaining as far as time allows; each input takes a millisecond of a clock of the test. */
class PaceTest {

    private static final Target FOR = Target.of(1);
    private static final LeaveOneOut OUT = LeaveOneOut.probability();

    private final DeepKnn<List<String>> dknn = new WordWeights().fitted();
    private final AtomicLong clock = new AtomicLong();
    private final List<Integer> sizes = new ArrayList<>();
    private final PlanExecutor executor = new PlanExecutor(this::predict, clock::get);

    private List<Prediction> predict(List<Variant> inputs) {
        sizes.add(inputs.size());
        clock.addAndGet(Duration.ofMillis(inputs.size()).toNanos());
        return Predictor.of(dknn).predictAll(inputs);
    }

    /** Different words, each good. */
    private static List<String> text(int words) {
        return IntStream.range(0, words)
                .mapToObj(i -> i % 2 == 0 ? "good" : "w" + i)
                .toList();
    }

    private Attributions within(long millis, Attribution attribution, List<String> words) {
        return executor.run(attribution.plan(Features.of(words), FOR), Duration.ofMillis(millis));
    }

    @Test
    void with_time_enough_nothing_changes() {
        for (Attribution attribution : List.of(OUT, LeaveOneOutAndIn.probability(), LeaveOneOut.conformity())) {
            Attributions within = within(100_000, attribution, text(40));

            assertEquals(Asking.attribute(attribution, text(40), FOR, dknn), within);
            assertEquals(List.of(), within.unfinished());
        }
    }

    @Test
    void the_first_words_have_their_final_value_and_the_others_none() {
        Attributions all = Asking.attribute(OUT, text(100), FOR, dknn);

        Attributions ended = within(40, OUT, text(100));

        int last = ended.unfinished().get(0);
        assertTrue(last >= 30 && last <= 60, ended.toString());
        assertEquals(IntStream.range(last, 100).boxed().toList(), ended.unfinished());
        for (int word = 0; word < 100; word++) {
            assertEquals(word < last ? all.value(word) : 0, ended.value(word));
        }
    }

    /** Each batch is to take half of what is left, at the pace that was measured. */
    @Test
    void batches_become_smaller_towards_the_end_and_stop_there() {
        within(1_000, OUT, text(2_000));

        assertEquals(16, sizes.get(0));
        assertEquals(492, sizes.get(1));
        assertEquals(246, sizes.get(2));
        assertEquals(16, sizes.get(sizes.size() - 1));
        assertTrue(clock.get() <= Duration.ofMillis(1_016).toNanos(), sizes.toString());
    }

    @Test
    void both_ends_make_words_final_one_by_one() {
        LeaveOneOutAndIn both = new LeaveOneOutAndIn("both", ScoreFunction.PROBABILITY);
        Attributions all = Asking.attribute(both, text(60), FOR, dknn);

        Attributions ended = within(50, both, text(60));

        int last = ended.unfinished().get(0);
        assertTrue(last > 5 && last < 50, ended.toString());
        assertArrayEquals(
                IntStream.range(0, last).mapToDouble(all::value).toArray(),
                IntStream.range(0, last).mapToDouble(ended::value).toArray());
        // what a word adds alone is known already
        assertEquals(all.value(0) > 0, ended.value(58) > 0);
    }

    @Test
    void what_is_known_is_read_although_the_time_is_over() {
        Plan<Attributions> plan = OUT.plan(Features.of(text(30)), FOR);

        Attributions ended = executor.run(plan.then(first -> plan), Duration.ofMillis(5));

        assertEquals(List.of(16), sizes);
        assertEquals(IntStream.range(15, 30).boxed().toList(), ended.unfinished());
    }

    @Test
    void a_plan_gets_what_it_cannot_do_without() {
        List<Variant> inputs = IntStream.range(0, 100)
                .mapToObj(i -> Variant.of(List.of("good", "w" + i)))
                .toList();

        List<Prediction> all = executor.run(
                Plan.<Prediction, List<Prediction>>ask(inputs, prediction -> prediction, List::copyOf),
                Duration.ofNanos(1));

        assertEquals(100, all.size());
    }

    /** One of two variants is no answer. */
    @Test
    void a_change_without_all_its_variants_is_not_answered() {
        Plan<List<List<Integer>>> plan = Plan.<Integer, List<List<Integer>>>askAsTimeAllows(
                20,
                change -> IntStream.range(0, 3)
                        .mapToObj(i -> Variant.of(List.of("good", "w" + change, "v" + i)))
                        .toList(),
                Prediction::label,
                List::copyOf);

        List<List<Integer>> answers = executor.run(plan, Duration.ofNanos(1));

        assertEquals(List.of(16), sizes);
        assertEquals(
                Collections.nCopies(5, List.of(1, 1, 1)),
                answers.stream().filter(answer -> !answer.isEmpty()).toList());
        assertEquals(answers.subList(5, 20), Collections.nCopies(15, List.of()));
    }

    @Test
    void samples_that_are_there_are_used_and_no_word_is_final() {
        SamplingBudget budget = new SamplingBudget(400, 1);
        for (Attribution attribution :
                List.of(ShapleyValues.probability(budget), LocalLinearModel.of(ScoreFunction.PROBABILITY, budget))) {
            List<String> words = List.of("great", "bad", "film", "a", "b", "c", "d", "e", "f", "g", "h", "i");

            Attributions ended = within(150, attribution, words);

            assertEquals(12, ended.unfinished().size(), attribution.name());
            assertTrue(ended.value(0) > 0 && ended.value(1) < 0, ended.toString());
        }
    }

    @Test
    void without_a_whole_sample_values_are_0() {
        Attributions all = within(1, ShapleyValues.probability(new SamplingBudget(1 << 12, 1)), text(8));
        Attributions drawn = within(1, ShapleyValues.probability(new SamplingBudget(100, 1)), text(40));

        assertArrayEquals(new double[8], all.values());
        assertArrayEquals(new double[40], drawn.values());
        assertEquals(8, all.unfinished().size());
        assertEquals(40, drawn.unfinished().size());
    }

    @Test
    void a_reduction_ends_with_the_steps_that_it_has() {
        List<String> words = List.of("great", "a", "b", "c", "d", "e");
        InputReduction reduction = new InputReduction(OUT);
        Prediction whole = dknn.predict(words);
        List<InputReduction.Step> all = executor.run(reduction.plan(Features.of(words), whole));

        List<InputReduction.Step> ended =
                executor.run(reduction.plan(Features.of(words), whole), Duration.ofMillis(10));

        assertTrue(!ended.isEmpty() && ended.size() < all.size(), ended.toString());
        assertEquals(
                all.subList(0, ended.size()).stream()
                        .map(InputReduction.Step::position)
                        .toList(),
                ended.stream().map(InputReduction.Step::position).toList());
    }

    @Test
    void any_length_of_time_is_taken_and_none_is_refused() {
        Plan<Attributions> plan = OUT.plan(Features.of(text(20)), FOR);

        assertEquals(
                List.of(),
                executor.run(plan, Duration.ofSeconds(Long.MAX_VALUE)).unfinished());
        assertRefused("a time above 0, got PT0S", () -> executor.run(plan, Duration.ZERO));
        assertRefused("a time above 0, got PT-0.001S", () -> executor.run(plan, Duration.ofMillis(-1)));
    }

    /** Otherwise it would count as no answer. */
    @Test
    void a_score_that_is_no_number_is_refused() {
        LeaveOneOut wrong = new LeaveOneOut("wrong", (prediction, label) -> Double.NaN, Perturbation.delete());

        assertRefused("a score must be finite, got NaN", () -> executor.run(wrong.plan(Features.of(text(3)), FOR)));
    }
}
