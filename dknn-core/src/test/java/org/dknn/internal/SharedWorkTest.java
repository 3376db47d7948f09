package org.dknn.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a caller of shared work waits for: units that others are in, nothing else. */
class SharedWorkTest {

    private static final int UNITS = 20;

    private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());

    private void share(Executor executor, int helpers) {
        new WorkScope(executor, helpers).run(() -> {
            SharedWork.run(UNITS, "testing", unit -> {
                threads.add(Thread.currentThread());
                done.add(unit);
            });
            return this;
        });
    }

    private void assertCallerDidAll() {
        assertEquals(IntStream.range(0, UNITS).boxed().toList(), done);
        threads.forEach(thread -> assertSame(Thread.currentThread(), thread));
    }

    @Test
    void others_that_have_not_begun_are_not_waited_for() {
        Deque<Runnable> asked = new ArrayDeque<>();

        share(asked::add, 3);

        assertCallerDidAll();
        assertEquals(3, asked.size());
    }

    @Test
    void others_that_come_too_late_do_nothing() {
        Deque<Runnable> asked = new ArrayDeque<>();
        share(asked::add, 3);

        asked.forEach(Runnable::run);

        assertCallerDidAll();
    }

    @Test
    void others_that_are_refused_are_not_needed() {
        share(
                task -> {
                    throw new RejectedExecutionException("full");
                },
                3);

        assertCallerDidAll();
    }

    @Test
    void a_thread_in_a_unit_holds_no_other_unit_back() throws InterruptedException {
        ExecutorService one = Executors.newSingleThreadExecutor();
        CountDownLatch isInUnit = new CountDownLatch(1);
        CountDownLatch othersAreDone = new CountDownLatch(UNITS - 1);
        Thread caller = Thread.currentThread();
        try {
            // the other thread leaves its first unit when all the rest is done: were one of these its own, this would
            // not end
            new WorkScope(one, 1).run(() -> {
                SharedWork.run(UNITS, "testing", unit -> {
                    if (Thread.currentThread() != caller && isInUnit.getCount() == 1) {
                        isInUnit.countDown();
                        await(othersAreDone);
                    } else {
                        await(isInUnit);
                        othersAreDone.countDown();
                    }
                    done.add(unit);
                });
                return this;
            });
        } finally {
            one.shutdownNow();
        }

        assertEquals(UNITS, done.size());
        assertEquals(0, othersAreDone.getCount());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_pool_whose_threads_are_all_busy_is_not_asked_again_and_again() {
        CountDownLatch end = new CountDownLatch(1);
        ForkJoinPool busy = new ForkJoinPool(1);
        try {
            busy.execute(() -> await(end));
            busy.execute(() -> {});
            int waiting = waiting(busy);

            for (int call = 0; call < 50; call++) {
                done.clear();
                share(busy, 1);
                assertCallerDidAll();
            }

            assertTrue(waiting(busy) <= waiting + 1, () -> waiting(busy) + " wait");
        } finally {
            end.countDown();
            busy.shutdown();
        }
    }

    private static int waiting(ForkJoinPool pool) {
        return pool.getQueuedSubmissionCount();
    }

    @Test
    void threads_are_divided_among_calls() {
        WorkScope eight = new WorkScope(Runnable::run, 7);

        assertEquals(8, eight.among(1).threads());
        assertEquals(4, eight.among(2).threads());
        assertEquals(2, eight.among(3).threads());
        assertEquals(1, eight.among(8).threads());
        assertEquals(1, eight.among(100).threads());
        eight.among(2).add(WorkScope.Phase.SEARCH, 5);
        assertEquals(5, eight.nanos(WorkScope.Phase.SEARCH));
        assertEquals(0, eight.restarted().nanos(WorkScope.Phase.SEARCH));
        assertEquals(8, eight.restarted().threads());
    }
}
