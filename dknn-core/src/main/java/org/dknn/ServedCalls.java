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

    /** Calls that work now. */
    private final AtomicInteger running = new AtomicInteger();

    ServedCalls(Serving serving) {
        this.serving = serving;
        this.turns = serving.running() == 0 ? Optional.empty() : Optional.of(new Semaphore(serving.running(), true));
        this.places = new Semaphore(serving.running() + serving.waiting());
    }

    /** Runs a call of a number of inputs, counts it and tells its cost. */
    <T> T run(int rows, Supplier<T> call) {
        return counted(rows, () -> working(call));
    }

    /** Counts a call and tells its cost; what it computes is to run by {@link #working}. */
    <T> T counted(int rows, Supplier<T> call) {
        enter();
        long start = System.nanoTime();
        WorkScope scope = scope();
        boolean failed = true;
        try {
            T result = scope.run(call);
            failed = false;
            return result;
        } finally {
            leave();
            long queued = scope.nanos(Phase.QUEUED);
            serving.listener()
                    .onCall(new Serving.Cost(
                            rows,
                            Duration.ofNanos(System.nanoTime() - start - queued),
                            Duration.ofNanos(scope.nanos(Phase.NETWORK)),
                            Duration.ofNanos(scope.nanos(Phase.SEARCH)),
                            Duration.ofNanos(scope.nanos(Phase.WAITING)),
                            Duration.ofNanos(queued),
                            failed));
        }
    }

    /**
     * Runs the work of a call when its turn comes. Without an executor, it has an equal part of the threads with the others that work now:
     * calls that wait for each other's units are slow.
     */
    <T> T working(Supplier<T> work) {
        turns.ifPresent(ServedCalls::take);
        int beside = running.incrementAndGet();
        try {
            WorkScope here = WorkScope.current();
            return (serving.executor().isPresent() ? here : here.among(beside)).run(work);
        } finally {
            running.decrementAndGet();
            turns.ifPresent(Semaphore::release);
        }
    }

    private static void take(Semaphore turns) {
        long start = System.nanoTime();
        try {
            turns.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for other calls");
        } finally {
            WorkScope.current().add(Phase.QUEUED, System.nanoTime() - start);
        }
    }

    Serving serving() {
        return serving;
    }

    /** Runs work on the threads of the calls, without counting it. */
    <T> T background(Supplier<T> work) {
        return scope().run(work);
    }

    private WorkScope scope() {
        return serving.executor()
                .map(executor -> new WorkScope(executor, serving.threads() - 1))
                .orElseGet(() -> WorkScope.current().restarted());
    }

    private void enter() {
        if (turns.isPresent() && !places.tryAcquire()) {
            throw new RejectedExecutionException("at most " + serving.running() + " calls run and " + serving.waiting()
                    + " wait, and so many do; try again later");
        }
    }

    private void leave() {
        if (turns.isPresent()) {
            places.release();
        }
    }
}
