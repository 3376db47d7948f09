package org.dknn.index.faiss;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Numbered units of work, done by the calling thread and by those threads of the common pool that come in time. A thread takes
 * the next unit as soon as it is done with one; the caller waits only for units that others are in.
 */
final class SharedUnits {

    private final int count;
    private final IntConsumer work;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch left;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;

    private SharedUnits(int count, IntConsumer work) {
        this.count = count;
        this.work = work;
        this.left = new CountDownLatch(count);
    }

    /**
     * Does the units {@code 0..count - 1} and returns when all are done.
     *
     * @throws CancellationException if the calling thread is interrupted before the last unit begins; it stays interrupted
     */
    static void run(int count, IntConsumer work) {
        SharedUnits units = new SharedUnits(count, work);
        int others = Math.min(count - 1, ForkJoinPool.getCommonPoolParallelism());
        try {
            for (int i = 0; i < others; i++) {
                ForkJoinPool.commonPool().execute(units::take);
            }
        } finally {
            // whatever came: others may be in memory that the caller frees
            units.take();
            units.await();
        }
        Throwable failure = units.failure.get();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (units.stopped) {
            throw new CancellationException("interrupted while searching");
        }
    }

    private void take() {
        for (int unit = next.getAndIncrement(); unit < count; unit = next.getAndIncrement()) {
            try {
                run(unit);
            } finally {
                left.countDown();
            }
        }
    }

    private void run(int unit) {
        stopped |= caller.isInterrupted();
        if (stopped) {
            return;
        }
        try {
            work.accept(unit);
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            stopped = true;
        }
    }

    /** Units that others are in use memory that the caller frees, so this does not end early. */
    private void await() {
        boolean interrupted = false;
        while (true) {
            try {
                left.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            caller.interrupt();
        }
    }
}
