package org.dknn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        while (calls.waiting() < waiting) {
            Thread.onSpinWait();
        }
        return asked;
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

    /** The one that runs the calls of all is interrupted while it does. */
    @Test
    void a_runner_that_gives_up_leaves_the_others_to_themselves() throws Exception {
        JoinedCalls<Integer, Integer> calls = calls(Duration.ofMinutes(5));
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Future<List<Integer>> held = hold(calls);
        Future<List<Integer>> runner = threads.submit(() -> calls.run(List.of(1), inputs -> {
            runs.add(List.copyOf(inputs));
            second.countDown();
            await(never);
            return inputs;
        }));
        while (calls.waiting() < 1) {
            Thread.onSpinWait();
        }
        Future<List<Integer>> other = queue(calls, 2, 2);
        gate.countDown();
        await(second);

        runner.cancel(true);

        assertEquals(List.of(4), other.get());
        assertEquals(List.of(0), held.get());
        assertEquals(List.of(List.of(0), List.of(1, 2), List.of(2)), runs);
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
