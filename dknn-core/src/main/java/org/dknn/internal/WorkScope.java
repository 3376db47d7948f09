package org.dknn.internal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/**
 * What a call brings to the work below it: the executor of further threads, and clocks. It is bound to the calling thread while the call
 * runs, and to the other threads while they take part in it ({@link SharedWork}). Safe for use by many threads.
 */
public final class WorkScope {

    private static final ThreadLocal<WorkScope> CURRENT = new ThreadLocal<>();

    private final Executor executor;
    private final int helpers;
    private final AtomicLongArray nanos;

    /** What the time of a call goes into. */
    public enum Phase {
        /** The network, waiting included. */
        NETWORK(0),
        /** Indexes. */
        SEARCH(1),
        /** Waiting for a free replica of the network, summed over threads. */
        WAITING(2),
        /** Waiting for another call to end. */
        QUEUED(3);

        private final int place;

        Phase(int place) {
            this.place = place;
        }
    }

    /**
     * A scope that is bound to no thread yet.
     *
     * @param executor runs other threads' part
     * @param helpers how many threads beside the calling one work at a time, 0 or more
     */
    public WorkScope(Executor executor, int helpers) {
        this(executor, helpers, new AtomicLongArray(Phase.values().length));
    }

    private WorkScope(Executor executor, int helpers, AtomicLongArray nanos) {
        this.executor = executor;
        this.helpers = helpers;
        this.nanos = nanos;
    }

    /** The scope of this thread; if none is bound, one with the common pool. */
    public static WorkScope current() {
        WorkScope bound = CURRENT.get();
        return bound != null
                ? bound
                : new WorkScope(ForkJoinPool.commonPool(), ForkJoinPool.getCommonPoolParallelism());
    }

    /** A scope with the same threads and clocks at 0. */
    public WorkScope restarted() {
        return new WorkScope(executor, helpers);
    }

    /**
     * A scope with the same clocks, for one of several calls: it has an equal part of the threads, at least the calling one.
     *
     * @param calls number of calls that run now, at least 1
     */
    public WorkScope among(int calls) {
        return new WorkScope(executor, Math.max(1, threads() / calls) - 1, nanos);
    }

    /** Runs work with this scope bound to the thread. */
    public <T> T run(Supplier<T> work) {
        WorkScope before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /** Runs work and adds its time to a phase. */
    public <T> T timed(Phase phase, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            add(phase, System.nanoTime() - start);
        }
    }

    /** Adds time to a phase. */
    public void add(Phase phase, long moreNanos) {
        nanos.addAndGet(phase.place, moreNanos);
    }

    /** Time in a phase so far, in nanoseconds. */
    public long nanos(Phase phase) {
        return nanos.get(phase.place);
    }

    /** Number of threads that work at a time, the calling one included. */
    public int threads() {
        return helpers + 1;
    }

    Executor executor() {
        return executor;
    }

    /** Whether the executor seems to have no idle thread: work that was submitted has not started yet. */
    boolean isBusy() {
        return executor instanceof ForkJoinPool pool && pool.hasQueuedSubmissions();
    }

    /**
     * Ends work that nobody waits for any more.
     *
     * @throws CancellationException if the thread is interrupted; it stays interrupted
     */
    public static void requireNotCancelled(String doing) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted while " + doing);
        }
    }
}
