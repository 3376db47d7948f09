package org.dknn;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.Batches;
import org.dknn.activation.InputCodec;
import org.dknn.activation.ReplicaPool;
import org.dknn.conformal.Nonconformity;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.faiss.Faiss;
import org.dknn.internal.WorkScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class ServingTest {

    private static final Dataset<String> TRAINING = HashedExtractor.texts("training", 900);
    private static final Dataset<String> CALIBRATION = HashedExtractor.texts("held out", 40);
    private static final List<String> QUESTIONS =
            HashedExtractor.texts("question", 100).inputs();

    private final ExecutorService executor = Executors.newFixedThreadPool(3, task -> new Thread(task, "served"));
    private final List<Serving.Cost> costs = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void shutDown() {
        executor.shutdownNow();
    }

    /** In batches of eight, each on a replica. */
    private record Batched(HashedExtractor rows, ReplicaPool<String> pool, Set<String> threads)
            implements ActivationExtractor<String> {

        Batched(int replicas) {
            this(new HashedExtractor(), new ReplicaPool<>(replicas, () -> "replica"), ConcurrentHashMap.newKeySet());
        }

        @Override
        public List<String> layers() {
            return rows.layers();
        }

        @Override
        public InputCodec<String> codec() {
            return rows.codec();
        }

        @Override
        public String fingerprint() {
            return rows.fingerprint();
        }

        @Override
        public Activations extract(List<String> inputs, IntConsumer progress) {
            Batches.forEach(
                    inputs,
                    input -> List.of(1),
                    8,
                    (positions, batch) -> pool.with(replica -> {
                        threads.add(Thread.currentThread().getName());
                        return replica;
                    }));
            return rows.extract(inputs, progress);
        }
    }

    private static DeepKnnBuilder<String> builder(ActivationExtractor<String> extractor) {
        return DeepKnn.builder(extractor).neighbors(5).index(ExactIndex.factory());
    }

    private static List<Object> answers(DeepKnn<String> dknn) {
        List<Object> answers = new ArrayList<>();
        for (Prediction prediction : dknn.predictAll(QUESTIONS)) {
            answers.add(prediction.neighbors());
            answers.add(prediction.pValues());
        }
        answers.add(Arrays.toString(dknn.calibration().scores()));
        return answers;
    }

    static List<IndexFactory> factories() {
        return Faiss.isAvailable()
                ? List.of(ExactIndex.factory(), Faiss.flat(), Faiss.ivf(8, 8))
                : List.of(ExactIndex.factory());
    }

    @ParameterizedTest
    @MethodSource("factories")
    void an_executor_changes_no_answer_and_spares_the_common_pool(IndexFactory factory) {
        Batched extractor = new Batched(4);
        try (DeepKnn<String> plain = builder(extractor).index(factory).fit(TRAINING, CALIBRATION)) {
            List<Object> expected = answers(plain);
            extractor.threads().clear();
            try (DeepKnn<String> served = builder(extractor)
                    .index(factory)
                    .serving(Serving.create().on(executor, 4))
                    .fit(TRAINING, CALIBRATION)) {
                assertEquals(expected, answers(served));
                assertEquals(
                        expected, answers(plain.withServing(Serving.create().on(executor, 1))));
            }
            String own = Thread.currentThread().getName();
            assertTrue(Set.of("served", own).containsAll(extractor.threads()), extractor.threads()::toString);
        }
    }

    @Test
    void a_call_does_not_need_its_executor() {
        ExecutorService down = Executors.newSingleThreadExecutor();
        down.shutdownNow();
        try (DeepKnn<String> plain = builder(new Batched(2)).fit(TRAINING, CALIBRATION)) {
            assertEquals(
                    answers(plain), answers(plain.withServing(Serving.create().on(down, 4))));
            assertEquals(
                    answers(plain), answers(plain.withServing(Serving.create().on(task -> {}, 4))));
        }
    }

    @Test
    void the_listener_is_told_what_a_call_costs() {
        try (DeepKnn<String> dknn = builder(new Batched(1)).fit(TRAINING, CALIBRATION)) {
            DeepKnn<String> served =
                    dknn.withServing(Serving.create().on(executor, 3).listener(costs::add));

            List<Prediction> predictions = served.predictAll(QUESTIONS);
            served.oodAll(QUESTIONS, predictions, 0.1);
            Thread.currentThread().interrupt();
            assertThrows(CancellationException.class, () -> served.predict("interrupted"));
            assertTrue(Thread.interrupted());
            served.close();
            assertThrows(IllegalStateException.class, () -> served.predict("refused, and so no call"));
        }

        assertEquals(
                List.of(100, 100, 1), costs.stream().map(Serving.Cost::rows).toList());
        assertEquals(
                List.of(false, false, true),
                costs.stream().map(Serving.Cost::failed).toList());
        Serving.Cost first = costs.get(0);
        assertTrue(first.network().compareTo(Duration.ZERO) > 0);
        assertTrue(first.search().compareTo(Duration.ZERO) > 0);
        assertFalse(first.rest().isNegative());
        assertFalse(first.waiting().isNegative());
        assertEquals(first.total(), first.network().plus(first.search()).plus(first.rest()));
    }

    /** Holds on to the call for "held" until the gate opens, and notes how many inputs come together, on how many threads. */
    private static final class Gate {

        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);
        private final List<String> sizes = Collections.synchronizedList(new ArrayList<>());

        HashedExtractor extractor() {
            return new HashedExtractor(inputs -> {
                sizes.add(inputs.size() + " on " + WorkScope.current().threads());
                if (inputs.contains("held")) {
                    held.countDown();
                    assertDoesNotThrow(() -> open.await());
                }
            });
        }
    }

    /** Seven calls of two classifiers wait for one that runs, then run as one, on all threads, whatever the limit of running calls. */
    @Test
    void joined_calls_run_as_one_and_answer_as_others_do() throws InterruptedException, ExecutionException {
        Gate gate = new Gate();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try (DeepKnn<String> dknn = builder(gate.extractor()).fit(TRAINING, CALIBRATION)) {
            DeepKnn<String> counting = dknn.withNonconformity(Nonconformity.count());
            List<Prediction> expected = dknn.predictAll(QUESTIONS.subList(0, 7));
            List<Prediction> counted = counting.predictAll(QUESTIONS.subList(0, 7));
            DeepKnn<String> served = dknn.withServing(Serving.create()
                    .atMost(1, 7)
                    .joiningWithin(Duration.ofSeconds(60))
                    .listener(costs::add));
            DeepKnn<String> view = served.withNonconformity(Nonconformity.count());
            gate.sizes.clear();
            Future<Prediction> held = callers.submit(() -> served.predict("held"));
            gate.held.await();
            List<Future<Prediction>> answers = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                String question = QUESTIONS.get(i);
                DeepKnn<String> asked = i % 2 == 0 ? served : view;
                answers.add(callers.submit(() -> asked.predict(question)));
                while (served.openSearch().joined().waiting() <= i) {
                    Thread.onSpinWait();
                }
            }
            assertThrows(RejectedExecutionException.class, () -> served.predict("one too many"));
            gate.open.countDown();

            for (int i = 0; i < 7; i++) {
                Prediction answer = answers.get(i).get();
                assertEquals(expected.get(i).neighbors(), answer.neighbors());
                assertEquals((i % 2 == 0 ? expected : counted).get(i).pValues(), answer.pValues());
            }
            held.get();
        } finally {
            callers.shutdownNow();
        }

        int all = WorkScope.current().threads();
        assertEquals(List.of("1 on " + all, "7 on " + all), gate.sizes);
        assertEquals(8, costs.size());
        List<Serving.Cost> followers =
                costs.stream().filter(cost -> cost.network().isZero()).toList();
        assertEquals(6, followers.size(), "who ran the network pays for it");
        assertTrue(followers.stream().allMatch(cost -> cost.queued().compareTo(Duration.ZERO) > 0));
        for (Serving.Cost cost : costs) {
            assertFalse(cost.failed() || cost.rest().isNegative(), cost.toString());
        }
        assertRefused("calls wait 0 or longer for each other, got PT-1S", () -> Serving.create()
                .joiningWithin(Duration.ofSeconds(-1)));
    }

    /** Calls too large to be joined run beside each other and divide the threads, as without joining. */
    @Test
    void large_calls_are_not_joined_and_divide_the_threads() throws InterruptedException, ExecutionException {
        Gate gate = new Gate();
        ExecutorService callers = Executors.newFixedThreadPool(1);
        try (DeepKnn<String> dknn = builder(gate.extractor()).fit(TRAINING, CALIBRATION)) {
            DeepKnn<String> served = dknn.withServing(Serving.create().joiningWithin(Duration.ofSeconds(60)));
            gate.sizes.clear();
            Future<Prediction> held = callers.submit(() -> served.predict("held"));
            gate.held.await();
            List<String> many = Collections.nCopies(257, "question");
            assertEquals(257, served.predictAll(many).size());
            gate.open.countDown();
            held.get();
        } finally {
            callers.shutdownNow();
        }

        int all = WorkScope.current().threads();
        assertEquals(List.of("1 on " + all, "257 on " + Math.max(1, all / 2)), gate.sizes);
    }

    @Test
    void predicting_without_some_examples_is_a_call_like_others() {
        try (DeepKnn<String> dknn = builder(new HashedExtractor()).fit(TRAINING, CALIBRATION)) {
            DeepKnn<String> served = dknn.withServing(Serving.create().listener(costs::add));

            Prediction without = served.predictWithout("question 1", List.of(3, 4));

            assertEquals(dknn.predictWithout("question 1", List.of(3, 4)).neighbors(), without.neighbors());
            assertEquals(1, costs.size());
            assertEquals(1, costs.get(0).rows());
        }
    }

    @Test
    void waiting_for_a_replica_is_counted() throws InterruptedException, ExecutionException {
        Batched extractor = new Batched(1);
        try (DeepKnn<String> dknn = builder(extractor).fit(TRAINING, CALIBRATION)) {
            DeepKnn<String> served = dknn.withServing(Serving.create().listener(costs::add));
            Future<?> waiting = extractor.pool().with(replica -> {
                AtomicReference<Thread> caller = new AtomicReference<>();
                Future<?> call = executor.submit(() -> {
                    caller.set(Thread.currentThread());
                    return served.predict("waits");
                });
                // until the call waits for the only replica
                while (caller.get() == null || caller.get().getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                return call;
            });
            waiting.get();
        }
        assertTrue(costs.get(0).waiting().compareTo(Duration.ZERO) > 0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void more_calls_than_run_and_wait_are_refused() throws InterruptedException, ExecutionException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        HashedExtractor slow = new HashedExtractor(inputs -> {
            if (inputs.contains("slow")) {
                inside.countDown();
                await(end);
            }
        });
        try (DeepKnn<String> dknn = builder(slow).fit(TRAINING, CALIBRATION)) {
            DeepKnn<String> served =
                    dknn.withServing(Serving.create().atMost(1, 0).listener(costs::add));
            Future<Prediction> first = executor.submit(() -> served.predict("slow"));
            inside.await();

            RejectedExecutionException refused =
                    assertThrows(RejectedExecutionException.class, () -> served.predict("one more"));
            assertEquals("at most 1 calls run and 0 wait, and so many do; try again later", refused.getMessage());

            end.countDown();
            first.get();
            assertEquals(
                    dknn.predict("later").pValues(), served.predict("later").pValues());
        }
        assertEquals(2, costs.size());
    }

    @Test
    void waiting_calls_have_their_turn_and_can_be_cancelled() throws InterruptedException, ExecutionException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        HashedExtractor slow = new HashedExtractor(inputs -> {
            if (inputs.contains("slow")) {
                inside.countDown();
                await(end);
            }
        });
        try (DeepKnn<String> dknn = builder(slow).fit(TRAINING, CALIBRATION)) {
            DeepKnn<String> served = dknn.withServing(Serving.create().atMost(1, 1));
            Future<Prediction> first = executor.submit(() -> served.predict("slow"));
            inside.await();

            Thread.currentThread().interrupt();
            assertThrows(CancellationException.class, () -> served.predict("cancelled"));
            assertTrue(Thread.interrupted());

            Future<Prediction> second = executor.submit(() -> served.predict("patient"));
            end.countDown();
            first.get();
            assertEquals(dknn.predict("patient").pValues(), second.get().pValues());
        }
    }

    @ParameterizedTest
    @MethodSource("factories")
    void an_interrupted_call_is_cancelled_everywhere_alike(IndexFactory factory) {
        Batched extractor = new Batched(2);
        try (DeepKnn<String> dknn = builder(extractor).index(factory).fit(TRAINING, CALIBRATION)) {
            Thread.currentThread().interrupt();
            assertThrows(CancellationException.class, () -> dknn.predictAll(QUESTIONS));
            assertTrue(Thread.interrupted());

            Thread.currentThread().interrupt();
            assertThrows(CancellationException.class, () -> extractor.extract(QUESTIONS));
            assertTrue(Thread.interrupted());

            Thread.currentThread().interrupt();
            assertThrows(
                    CancellationException.class,
                    () -> builder(extractor).index(factory).fit(TRAINING, CALIBRATION));
            assertTrue(Thread.interrupted());

            Activations activations = extractor.extract(QUESTIONS);
            try (var index = factory.build(
                    extractor.extract(TRAINING.inputs()).matrices().get(0), dknn.metric())) {
                Thread.currentThread().interrupt();
                assertThrows(
                        CancellationException.class,
                        () -> index.search(activations.matrices().get(0), 5));
                assertTrue(Thread.interrupted());
            }
            assertEquals(100, dknn.predictAll(QUESTIONS).size());
        }
    }

    @Test
    void warming_up_changes_nothing_and_is_not_told() {
        try (DeepKnn<String> dknn = builder(new Batched(2)).fit(TRAINING, CALIBRATION)) {
            DeepKnn<String> served = dknn.withServing(Serving.create().listener(costs::add));
            List<Object> before = answers(dknn);

            served.warmUp();

            assertEquals(List.of(), costs);
            assertEquals(before, answers(dknn));
            served.close();
            assertThrows(IllegalStateException.class, served::warmUp);
        }
    }

    @Test
    void work_is_shared_within_a_pool_of_one_thread_without_a_deadlock()
            throws InterruptedException, ExecutionException {
        ForkJoinPool one = new ForkJoinPool(1);
        try (DeepKnn<String> dknn = builder(new Batched(1)).fit(TRAINING, CALIBRATION)) {
            DeepKnn<String> served = dknn.withServing(Serving.create().on(one, 8));
            List<Future<Integer>> calls = IntStream.range(0, 8)
                    .mapToObj(i -> one.submit(() -> served.predictAll(QUESTIONS).size()))
                    .<Future<Integer>>map(call -> call)
                    .toList();
            for (Future<Integer> call : calls) {
                assertEquals(100, call.get());
            }
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void impossible_settings_are_refused() {
        Serving serving = Serving.create();
        assertThrows(IllegalArgumentException.class, () -> serving.on(executor, 0));
        assertThrows(IllegalArgumentException.class, () -> serving.atMost(0, 1));
        assertThrows(IllegalArgumentException.class, () -> serving.atMost(1, -1));
        assertThrows(IllegalArgumentException.class, () -> serving.atMost(1, Integer.MAX_VALUE));
    }
}
