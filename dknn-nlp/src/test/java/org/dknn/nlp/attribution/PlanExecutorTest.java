package org.dknn.nlp.attribution;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.nlp.PairProducts;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.text.SentencePair;
import org.junit.jupiter.api.Test;

class PlanExecutorTest {

    private static final Variant GOOD = Variant.of(List.of("good", "film"));
    private static final Variant BAD = Variant.of(List.of("bad", "film"));
    private static final Variant NONE = Variant.of(List.of());

    private final DeepKnn<List<String>> dknn = new WordWeights().fitted();
    private final Asking asking = new Asking(dknn);
    private final PlanExecutor executor = new PlanExecutor(asking);

    private static Plan<List<Prediction>> ask(List<Variant> inputs) {
        return Plan.<Prediction, List<Prediction>>ask(inputs, prediction -> prediction, List::copyOf);
    }

    private static Plan<List<Prediction>> ask(Variant... inputs) {
        return ask(List.of(inputs));
    }

    private static List<Variant> words(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Variant.of(List.of("word" + i)))
                .toList();
    }

    @Test
    void an_input_is_asked_for_once_and_answered_in_order() {
        List<List<Prediction>> rounds = new ArrayList<>();
        executor.run(ask(GOOD, BAD, GOOD).then(first -> {
            rounds.add(first);
            return ask(BAD, NONE, GOOD).map(rounds::add);
        }));

        assertEquals(List.of(List.of(GOOD, BAD), List.of(NONE)), asking.calls());
        List<Prediction> first = rounds.get(0);
        List<Prediction> second = rounds.get(1);
        assertEquals(List.of(1, 0, 1), first.stream().map(Prediction::label).toList());
        assertSame(first.get(0), first.get(2));
        assertSame(first.get(1), second.get(0));
        assertSame(first.get(0), second.get(2));
    }

    @Test
    void nothing_is_asked_where_all_is_known() {
        executor.run(ask(GOOD).then(first -> ask(GOOD)).then(second -> ask()));

        assertEquals(List.of(List.of(GOOD)), asking.calls());
    }

    @Test
    void what_is_expected_goes_with_the_inputs_before_it() {
        List<Prediction> found = executor.run(
                ask(GOOD).expecting(List.of(ask(BAD, GOOD), ask(NONE))).then(first -> ask(BAD, NONE)));

        assertEquals(List.of(List.of(GOOD, BAD, NONE)), asking.calls());
        assertEquals(
                List.of(
                        dknn.predict(BAD.words(0)).label(),
                        dknn.predict(NONE.words(0)).label()),
                found.stream().map(Prediction::label).toList());
    }

    @Test
    void plans_that_run_together_expect_together() {
        executor.runAll(List.of(
                ask(GOOD).expecting(List.of(ask(BAD))).then(first -> ask(BAD)),
                ask(NONE).expecting(List.of(ask(BAD))).map(first -> first)));

        assertEquals(List.of(List.of(GOOD, NONE, BAD)), asking.calls());
    }

    @Test
    void no_more_is_taken_along_than_fits_into_a_batch_and_nothing_that_is_not_kept() {
        Variant tooLong = Variant.of(Collections.nCopies(1_001, "film"));
        executor.run(ask(GOOD).expecting(List.of(ask(words(0, 5_000)), ask(tooLong))));
        assertEquals(List.of(4_096), asking.calls().stream().map(List::size).toList());

        executor.run(ask(BAD).expecting(List.of(ask(tooLong))));
        assertEquals(List.of(BAD), asking.calls().get(1));
    }

    @Test
    void nothing_is_taken_along_where_time_is_short() {
        executor.run(ask(GOOD).expecting(List.of(ask(BAD))).then(first -> ask(NONE)), Duration.ofDays(1));

        assertEquals(List.of(List.of(GOOD), List.of(NONE)), asking.calls());
    }

    @Test
    void long_inputs_are_not_kept_but_asked_for_once_a_round() {
        Variant kept = Variant.of(Collections.nCopies(1_000, "good"));
        Variant passing = Variant.of(Collections.nCopies(1_001, "bad"));

        List<Prediction> second = executor.run(ask(kept, passing, passing).then(first -> ask(passing, kept)));

        assertEquals(List.of(List.of(kept, passing), List.of(passing)), asking.calls());
        assertEquals(List.of(0, 1), second.stream().map(Prediction::label).toList());
    }

    /** Gives all inputs the same prediction and notes how many come together. */
    private PlanExecutor counting(List<Integer> sizes) {
        Prediction some = dknn.predict(List.of("good"));
        return new PlanExecutor(inputs -> {
            sizes.add(inputs.size());
            return Collections.nCopies(inputs.size(), some);
        });
    }

    @Test
    void inputs_come_in_batches_of_a_bounded_number() {
        List<Integer> sizes = new ArrayList<>();
        List<Plan<List<Prediction>>> plans = IntStream.range(0, 100)
                .mapToObj(i -> ask(IntStream.range(0, 100)
                        .mapToObj(j -> Variant.of(List.of("a" + i, "b" + j)))
                        .toList()))
                .toList();

        List<List<Prediction>> results = counting(sizes).runAll(plans);

        assertEquals(List.of(4_096, 4_096, 10_000 - 2 * 4_096), sizes);
        assertTrue(results.stream().allMatch(result -> result.size() == 100));
    }

    @Test
    void very_long_inputs_come_in_batches_of_a_bounded_number_of_words() {
        List<Integer> sizes = new ArrayList<>();
        List<String> rest = Collections.nCopies(999_999, "a");
        Plan<Integer> plan = Plan.askVariants(
                10,
                change -> List.of(Variant.of(
                        Stream.concat(Stream.of("word" + change), rest.stream()).toList())),
                Prediction::label,
                List::size);

        assertEquals(10, counting(sizes).run(plan));
        assertEquals(List.of(4, 4, 2), sizes);
    }

    /** Without one of 20,000 equal words a text is the same whichever goes: one list of words, or 1.6 GB of them. */
    @Test
    void equal_variants_of_a_very_long_text_are_asked_for_once() {
        List<Variant> seen = new ArrayList<>();
        Prediction some = dknn.predict(List.of("good"));
        PlanExecutor one = new PlanExecutor(inputs -> {
            seen.addAll(inputs);
            return Collections.nCopies(inputs.size(), some);
        });
        List<String> text = Collections.nCopies(20_000, "good");

        Attributions attributions = one.run(LeaveOneOut.probability().plan(Features.of(text), Target.of(1)));

        assertEquals(List.of(20_000, 19_999), seen.stream().map(Variant::size).toList());
        assertEquals(0, attributions.peak());
    }

    @Test
    void an_interrupt_stops_before_the_next_batch() {
        List<Integer> sizes = new ArrayList<>();
        Prediction some = dknn.predict(List.of("good"));
        PlanExecutor interrupted = new PlanExecutor(inputs -> {
            sizes.add(inputs.size());
            Thread.currentThread().interrupt();
            return Collections.nCopies(inputs.size(), some);
        });

        assertThrows(CancellationException.class, () -> interrupted.run(ask(words(0, 10_000))));
        assertTrue(Thread.interrupted(), "the thread stays interrupted");
        assertEquals(List.of(4_096), sizes);

        assertThrows(
                CancellationException.class,
                () -> interrupted.run(ask(GOOD).then(first -> ask(BAD))),
                "before the next round");
        assertTrue(Thread.interrupted());
        assertEquals(List.of(4_096, 1), sizes);

        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> executor.run(ask(GOOD)));
        assertTrue(Thread.interrupted());
        assertEquals(List.of(), asking.calls());
        assertEquals(1, executor.run(ask(GOOD)).get(0).label(), "and goes on once that is over");
    }

    @Test
    void inputs_of_one_word_and_none_are_kept_from_run_to_run() {
        Variant word = Variant.of(List.of("good"));
        executor.run(ask(word, NONE, GOOD));
        executor.run(ask(GOOD, NONE, word));

        assertEquals(List.of(List.of(word, NONE, GOOD), List.of(GOOD)), asking.calls());
    }

    @Test
    void of_short_inputs_those_that_were_asked_for_last_are_kept() {
        executor.run(ask(words(0, 4_000)));
        // the first is asked for again, so the second is the one that must go
        executor.run(ask(words(0, 1)));
        executor.run(ask(words(4_000, 4_001)));
        int before = asking.asked().size();

        executor.run(ask(words(0, 1)));
        executor.run(ask(words(2, 4_001)));
        assertEquals(before, asking.asked().size());

        executor.run(ask(words(1, 2)));
        assertEquals(before + 1, asking.asked().size());
    }

    @Test
    void kept_inputs_are_judged_again() {
        List<String> word = List.of("good");
        Prediction before = executor.run(ask(Variant.of(word))).get(0);
        dknn.extendCalibration(
                Dataset.of(List.of(List.of("bad"), List.of("awful")), new int[] {1, 1}, dknn.labelSet()));

        Prediction after = executor.run(ask(Variant.of(word))).get(0);

        assertEquals(1, asking.calls().size());
        assertEquals(dknn.predict(word).pValues(), after.pValues());
        assertNotEquals(before.pValues(), after.pValues());
    }

    @Test
    void a_closed_classifier_answers_no_kept_input() {
        executor.run(ask(NONE));
        dknn.close();

        assertThrows(IllegalStateException.class, () -> executor.run(ask(NONE)));
    }

    @Test
    void an_input_is_judged_again_once_a_run() {
        List<Variant> judged = new ArrayList<>();
        PlanExecutor noting = new PlanExecutor(new Predictor() {
            @Override
            public List<Prediction> predictAll(List<Variant> inputs) {
                return asking.predictAll(inputs);
            }

            @Override
            public Prediction rejudge(Variant input, Prediction earlier) {
                judged.add(input);
                return earlier;
            }
        });
        noting.run(ask(NONE));
        noting.run(ask(NONE, NONE).then(first -> ask(NONE)));

        assertEquals(List.of(NONE), judged);
    }

    @Test
    void many_threads_get_what_one_gets() throws Exception {
        List<List<String>> texts = IntStream.range(0, 40)
                .mapToObj(i -> List.of("good", i % 3 == 0 ? "bad" : "film", "word" + i % 7, i % 2 == 0 ? "great" : "a"))
                .toList();
        List<Plan<Attributions>> plans = texts.stream()
                .map(text -> LeaveOneOutAndIn.neighborsAndNetwork().plan(Features.of(text), Target.of(1)))
                .toList();
        List<Attributions> expected = plans.stream()
                .map(plan -> new PlanExecutor(Predictor.of(dknn)).run(plan))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Attributions>> found = new ArrayList<>();
            for (int round = 0; round < 5; round++) {
                plans.forEach(plan -> found.add(threads.submit(() -> executor.run(plan))));
            }
            for (int i = 0; i < found.size(); i++) {
                assertEquals(expected.get(i % expected.size()), found.get(i).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void pairs_are_predicted_by_both_segments() {
        DeepKnn<SentencePair> pairs = new PairProducts().fitted();
        PlanExecutor ofPairs = new PlanExecutor(Predictor.ofPairs(pairs));
        Variant pair = new Variant(List.of(List.of("great"), List.of("good", "bad", "good")));

        // product 2 * 1: 0.75; without good 2 * 0: 0.5; without bad 2 * 2: 1; without great 0: 0.5
        assertEquals(
                Attributions.of("probability", 1, 0.25, -0.25, 0.25),
                ofPairs.run(LeaveOneOut.probability().plan(new Features(pair, 1), Target.of(1))));
        assertEquals(
                Attributions.of("probability", 1, 0.25),
                ofPairs.run(LeaveOneOut.probability().plan(new Features(pair, 0), Target.of(1))));
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertRefused(
                IllegalStateException.class,
                "needs a prediction for each of 1 inputs, got 0",
                () -> new PlanExecutor(inputs -> List.of()).run(ask(GOOD)));
        assertRefused(
                "needs at least one variant of a change, got none",
                () -> executor.run(Plan.askVariants(1, change -> List.of(), Prediction::label, List::size)));
        assertThrows(NullPointerException.class, () -> new PlanExecutor(null));
    }
}
