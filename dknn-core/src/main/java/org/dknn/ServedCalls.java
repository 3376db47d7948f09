package org.dknn;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.dknn.internal.WorkScope;
import org.dknn.internal.WorkScope.Phase;

/** Runs the calls of a classifier as its {@link Serving} says. Safe for use by many threads. */
final class ServedCalls {

    private final Serving serving;

    /** Permits to run; empty without a limit. */
    private final Optional<Semaphore> turns;

    /** Permits to run or wait. */
    private final Semaphore places;

    /** Calls that run now. */
    private final AtomicInteger running = new AtomicInteger();

    ServedCalls(Serving serving) {
        this.serving = serving;
        this.turns = serving.running() == 0 ? Optional.empty() : Optional.of(new Semaphore(serving.running(), true));
        this.places = new Semaphore(serving.running() + serving.waiting());
    }

    /** Runs a call of a number of inputs, counts it and tells its cost. */
    <T> T run(int rows, Supplier<T> call) {
        long asked = System.nanoTime();
        enter();
        long start = System.nanoTime();
        int beside = running.incrementAndGet();
        WorkScope scope = scope(serving.joining().isZero() ? beside : 1);
        boolean failed = true;
        try {
            T result = scope.run(call);
            failed = false;
            return result;
        } finally {
            running.decrementAndGet();
            leave();
            long queued = scope.nanos(Phase.QUEUED);
            serving.listener()
                    .onCall(new Serving.Cost(
                            rows,
                            Duration.ofNanos(System.nanoTime() - start - queued),
                            Duration.ofNanos(scope.nanos(Phase.NETWORK)),
                            Duration.ofNanos(scope.nanos(Phase.SEARCH)),
                            Duration.ofNanos(scope.nanos(Phase.WAITING)),
                            Duration.ofNanos(start - asked + queued),
                            failed));
        }
    }

    Serving serving() {
        return serving;
    }

    /** Runs work on the threads of the calls, without counting it. */
    <T> T background(Supplier<T> work) {
        return scope(1).run(work);
    }

    /**
     * Threads of a call; without an executor, an equal part of the common pool: calls that wait for each other's units are slow. Of calls that
     * are joined one runs at a time.
     */
    private WorkScope scope(int calls) {
        WorkScope here = WorkScope.current();
        return serving.executor()
                .map(executor -> new WorkScope(executor, serving.threads() - 1))
                .orElseGet(() -> here.among(calls));
    }

    private void enter() {
        if (turns.isEmpty()) {
            return;
        }
        if (!places.tryAcquire()) {
            throw new RejectedExecutionException("at most " + serving.running() + " calls run and " + serving.waiting()
                    + " wait, and so many do; try again later");
        }
        try {
            turns.get().acquire();
        } catch (InterruptedException e) {
            places.release();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for other calls");
        }
    }

    private void leave() {
        if (turns.isPresent()) {
            turns.get().release();
            places.release();
        }
    }
}
