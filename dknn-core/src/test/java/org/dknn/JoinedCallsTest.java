package org.dknn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Inputs are numbers; the answer is the double. The first call holds on until the gate opens, so that others come meanwhile. */
@Timeout(60)
class JoinedCallsTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch first = new CountDownLatch(1);
    private final List<List<Integer>> runs = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void shutDown() {
        gate.countDown();
        threads.shutdownNow();
    }

    private static JoinedCalls<Integer, Integer> calls(Duration most) {
        return new JoinedCalls<>(most.toNanos());
    }

    private List<Integer> doubled(List<Integer> inputs) {
        runs.add(List.copyOf(inputs));
        if (inputs.contains(0)) {
            first.countDown();
            await(gate);
        }
        if (inputs.contains(-1)) {
            throw new IllegalArgumentException("no number: " + inputs);
        }
        return inputs.stream().map(input -> 2 * input).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private Future<List<Integer>> ask(JoinedCalls<Integer, Integer> calls, Integer... inputs) {
        return threads.submit(() -> calls.run(List.of(inputs), this::doubled));
    }

    /** Asks, and goes on when the call waits. */
    private Future<List<Integer>> queue(JoinedCalls<Integer, Integer> calls, int waiting, Integer... inputs) {
        Future<List<Integer>> asked = ask(calls, inputs);
        awaitWaiting(calls, waiting);
        return asked;
    }

    private static void awaitWaiting(JoinedCalls<Integer, Integer> calls, int waiting) {
        while (calls.waiting() < waiting) {
            Thread.onSpinWait();
        }
    }

    private Future<List<Integer>> hold(JoinedCalls<Integer, Integer> calls) {
        Future<List<Integer>> held = ask(calls, 0);
        await(first);
        return held;
    }

    @Test
    void calls_that_come_meanwhile_run_as_one() throws Exception {
        JoinedCalls<Integer, Integer> calls = calls(Duration.ofMinutes(5));
        Future<List<Integer>> held = hold(calls);
        Future<List<Integer>> one = queue(calls, 1, 1);
        Future<List<Integer>> two = queue(calls, 2, 2, 3);
        Future<List<Integer>> three = queue(calls, 3, 4);

        gate.countDown();

        assertEquals(List.of(0), held.get());
        assertEquals(List.of(2), one.get());
        assertEquals(List.of(4, 6), two.get());
        assertEquals(List.of(8), three.get());
        assertEquals(List.of(List.of(0), List.of(1, 2, 3, 4)), runs);
        // and nobody holds on to the turn
        assertEquals(List.of(10), calls.run(List.of(5), this::doubled));
        assertEquals(0, calls.waiting());
    }

    @Test
    void no_call_waits_longer_than_it_may() throws Exception {
        JoinedCalls<Integer, Integer> calls = calls(Duration.ofMillis(1));
        Future<List<Integer>> held = hold(calls);

        assertEquals(List.of(2), ask(calls, 1).get());
        assertFalse(held.isDone());
        assertEquals(List.of(4), ask(calls, 2).get());

        gate.countDown();
        assertEquals(List.of(0), held.get());
        assertEquals(List.of(List.of(0), List.of(1), List.of(2)), runs);
    }

    @Test
    void each_caller_gets_its_own_error() throws Exception {
        JoinedCalls<Integer, Integer> calls = calls(Duration.ofMinutes(5));
        Future<List<Integer>> held = hold(calls);
        Future<List<Integer>> good = queue(calls, 1, 1);
        Future<List<Integer>> bad = queue(calls, 2, -1, 7);
        Future<List<Integer>> other = queue(calls, 3, 2);

        gate.countDown();

        assertEquals(List.of(0), held.get());
        assertEquals(List.of(2), good.get());
        assertEquals(List.of(4), other.get());
        ExecutionException failed = assertThrows(ExecutionException.class, bad::get);
        assertEquals("no number: [-1, 7]", failed.getCause().getMessage());
        assertEquals(List.of(10), ask(calls, 5).get());
        assertThrows(ExecutionException.class, ask(calls, -1)::get);
        assertEquals(List.of(12), ask(calls, 6).get());
    }

    @Test
    void a_caller_that_gives_up_takes_nothing_from_the_others() throws Exception {
        JoinedCalls<Integer, Integer> calls = calls(Duration.ofMinutes(5));
        Future<List<Integer>> held = hold(calls);
        Future<List<Integer>> gone = queue(calls, 1, 1);
        Future<List<Integer>> stays = queue(calls, 2, 2);

        gone.cancel(true);
        while (calls.waiting() > 1) {
            Thread.onSpinWait();
        }
        gate.countDown();

        assertEquals(List.of(0), held.get());
        assertEquals(List.of(4), stays.get());
        assertEquals(List.of(List.of(0), List.of(2)), runs);
    }

    /** The one that runs the calls of all is interrupted while it does: the next one runs those of the others. */
    @Test
    void a_runner_that_gives_up_leaves_the_others_to_the_next() throws Exception {
        JoinedCalls<Integer, Integer> calls = calls(Duration.ofMinutes(5));
        CountDownLatch second = new CountDownLatch(1);
        Future<List<Integer>> held = hold(calls);
        Future<List<Integer>> runner = threads.submit(() -> calls.run(List.of(1), inputs -> blocked(inputs, second)));
        awaitWaiting(calls, 1);
        Future<List<Integer>> other = queue(calls, 2, 2);
        Future<List<Integer>> third = queue(calls, 3, 3);
        gate.countDown();
        await(second);

        runner.cancel(true);

        assertEquals(List.of(4), other.get());
        assertEquals(List.of(6), third.get());
        assertEquals(List.of(0), held.get());
        assertEquals(List.of(List.of(0), List.of(1, 2, 3)), runs.subList(0, 2));
        // whichever wakes first
        assertEquals(Set.of(2, 3), Set.copyOf(runs.get(2)));
        assertEquals(3, runs.size());
    }

    private List<Integer> blocked(List<Integer> inputs, CountDownLatch begun) {
        runs.add(List.copyOf(inputs));
        begun.countDown();
        await(new CountDownLatch(1));
        return inputs;
    }

    /** A caller whose call is being run by another one is interrupted, then the other one is, too. */
    @Test
    void a_call_that_was_given_up_is_not_run_again() throws Exception {
        JoinedCalls<Integer, Integer> calls = calls(Duration.ofMinutes(5));
        CountDownLatch second = new CountDownLatch(1);
        Future<List<Integer>> held = hold(calls);
        Future<List<Integer>> runner = threads.submit(() -> calls.run(List.of(1), inputs -> blocked(inputs, second)));
        awaitWaiting(calls, 1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread gone = new Thread(() -> {
            try {
                calls.run(List.of(2), this::doubled);
            } catch (CancellationException e) {
                thrown.set(e);
            }
        });
        gone.start();
        awaitWaiting(calls, 2);
        Future<List<Integer>> other = queue(calls, 3, 3);
        gate.countDown();
        await(second);

        gone.interrupt();
        gone.join();
        runner.cancel(true);

        assertEquals("interrupted while waiting for other calls", thrown.get().getMessage());
        assertEquals(List.of(6), other.get());
        assertEquals(List.of(0), held.get());
        assertEquals(List.of(List.of(0), List.of(1, 2, 3), List.of(3)), runs);
    }

    /** More or fewer answers than inputs would be those of others. */
    @Test
    void a_wrong_number_of_answers_harms_nobody_else() throws Exception {
        JoinedCalls<Integer, Integer> calls = calls(Duration.ofMinutes(5));
        Future<List<Integer>> held = hold(calls);
        Future<List<Integer>> first = threads.submit(() -> calls.run(List.of(1), inputs -> List.of(2, 3)));
        awaitWaiting(calls, 1);
        Future<List<Integer>> second = queue(calls, 2, 2);
        Future<List<Integer>> third = queue(calls, 3, 3);
        gate.countDown();

        assertEquals(List.of(4), second.get());
        assertEquals(List.of(6), third.get());
        assertEquals(List.of(0), held.get());
        ExecutionException failed = assertThrows(ExecutionException.class, first::get);
        assertEquals(
                "needs an answer to each of 1 inputs, got 2", failed.getCause().getMessage());
        assertEquals(List.of(10), calls.run(List.of(5), this::doubled));
    }

    /** What cannot be run together, such as for want of memory, or as the call of another one was given up, is run apart. */
    @Test
    void an_error_of_all_is_not_that_of_one() throws Exception {
        for (Supplier<Throwable> thrown : List.<Supplier<Throwable>>of(
                () -> new OutOfMemoryError("of all"), () -> new CancellationException("of another one"))) {
            JoinedCalls<Integer, Integer> calls = calls(Duration.ofMinutes(5));
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            Future<List<Integer>> held = threads.submit(() -> calls.run(List.of(9), inputs -> {
                begun.countDown();
                await(end);
                return inputs;
            }));
            await(begun);
            List<Future<List<Integer>>> asked = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                List<Integer> input = List.of(i);
                asked.add(threads.submit(() -> calls.run(input, inputs -> alone(inputs, thrown.get()))));
                awaitWaiting(calls, i);
            }
            end.countDown();

            assertEquals(List.of(9), held.get());
            for (int i = 1; i <= 3; i++) {
                assertEquals(List.of(2 * i), asked.get(i - 1).get());
            }
        }
    }

    private static List<Integer> alone(List<Integer> inputs, Throwable thrown) {
        if (inputs.size() > 1 && thrown instanceof Error error) {
            throw error;
        }
        if (inputs.size() > 1 && thrown instanceof RuntimeException exception) {
            throw exception;
        }
        return List.of(2 * inputs.get(0));
    }

    @Test
    void more_than_a_batch_is_left_to_the_next() throws Exception {
        JoinedCalls<Integer, Integer> calls = calls(Duration.ofMinutes(5));
        Future<List<Integer>> held = hold(calls);
        Integer[] many = new Integer[200];
        Arrays.fill(many, 1);
        List<Future<List<Integer>>> asked = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            asked.add(queue(calls, i, many));
        }
        gate.countDown();

        assertEquals(List.of(0), held.get());
        for (Future<List<Integer>> one : asked) {
            assertEquals(Collections.nCopies(200, 2), one.get());
        }
        assertEquals(List.of(1, 400, 400), runs.stream().map(List::size).toList());
        assertTrue(runs.stream().allMatch(run -> run.size() <= JoinedCalls.MOST_JOINED));
    }

    /** Callers that are interrupted, ask for what fails, and wait for no time, some and long. */
    @Test
    void no_answer_is_lost_or_mixed_up() throws Exception {
        for (long most : new long[] {1, 50_000, 5_000_000_000L}) {
            JoinedCalls<Integer, Integer> calls = new JoinedCalls<>(most);
            List<Thread> callers = new ArrayList<>();
            AtomicInteger wrong = new AtomicInteger();
            AtomicInteger working = new AtomicInteger(6);
            for (int caller = 0; caller < 6; caller++) {
                Random random = new Random(caller);
                callers.add(new Thread(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        wrong.addAndGet(isRight(calls, random) ? 0 : 1);
                    }
                    working.decrementAndGet();
                }));
            }
            callers.forEach(Thread::start);
            Random random = new Random(9);
            while (working.get() > 0) {
                callers.get(random.nextInt(6)).interrupt();
                for (int spin = 0; spin < 2_000; spin++) {
                    Thread.onSpinWait();
                }
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertEquals(0, wrong.get());
            assertEquals(0, calls.waiting());
        }
    }

    private static boolean isRight(JoinedCalls<Integer, Integer> calls, Random random) {
        boolean isBad = random.nextInt(20) == 0;
        List<Integer> inputs =
                random.ints(1 + random.nextInt(4), 0, 1_000).boxed().toList();
        List<Integer> asked = isBad ? List.of(-1) : inputs;
        try {
            return calls.run(asked, JoinedCallsTest::doubledUnlessInterrupted)
                    .equals(asked.stream().map(input -> 2 * input).toList());
        } catch (IllegalArgumentException e) {
            return isBad;
        } catch (CancellationException e) {
            return Thread.interrupted();
        }
    }

    private static List<Integer> doubledUnlessInterrupted(List<Integer> inputs) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
        if (inputs.contains(-1)) {
            throw new IllegalArgumentException("bad");
        }
        return inputs.stream().map(input -> 2 * input).toList();
    }

    @Test
    void many_callers_get_what_they_ask() throws Exception {
        JoinedCalls<Integer, Integer> calls = calls(Duration.ofNanos(20_000));
        List<Future<Boolean>> callers = new ArrayList<>();
        for (int caller = 1; caller <= 8; caller++) {
            int own = 10_000 * caller;
            callers.add(threads.submit(
                    () -> IntStream.range(0, 2_000).allMatch(i -> calls.run(List.of(own + i, own), this::doubled)
                            .equals(List.of(2 * (own + i), 2 * own)))));
        }
        for (Future<Boolean> caller : callers) {
            assertTrue(caller.get());
        }
        assertEquals(0, calls.waiting());
    }

    /** Calls too large to fill up a batch, empty ones, and all where calls are not joined. */
    @Test
    void some_calls_are_not_joined() {
        JoinedCalls<Integer, Integer> calls = calls(Duration.ofMinutes(5));

        assertTrue(calls.joins(1) && calls.joins(256));
        assertFalse(calls.joins(0) || calls.joins(257) || calls(Duration.ZERO).joins(1));
    }
}
