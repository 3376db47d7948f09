package org.dknn.internal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Numbered units of work, done by the calling thread and by those threads of its {@link WorkScope} that come in time. A thread takes the
 * next unit as soon as it is done with one; the caller waits only for units that others are in, so work may be shared within a unit.
 */
public final class SharedWork {

    private final int count;
    private final IntConsumer work;
    private final WorkScope scope = WorkScope.current();
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch left;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;

    private SharedWork(int count, IntConsumer work) {
        this.count = count;
        this.work = work;
        this.left = new CountDownLatch(count);
    }

    /**
     * Does the units {@code 0..count - 1} and returns when all are done.
     *
     * @param doing names the work in the message, for example {@code "searching"}
     * @throws CancellationException if the calling thread is interrupted before the last unit begins; it stays interrupted
     */
    public static void run(int count, String doing, IntConsumer work) {
        SharedWork units = new SharedWork(count, work);
        try {
            units.askOthers();
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
            throw new CancellationException("interrupted while " + doing);
        }
    }

    private void askOthers() {
        int others = scope.isBusy() ? 0 : Math.min(count, scope.threads()) - 1;
        try {
            for (int i = 0; i < others; i++) {
                scope.executor()
                        .execute(() -> scope.run(() -> {
                            take();
                            return this;
                        }));
            }
        } catch (RejectedExecutionException e) {
            // an executor that is full or shut down: the caller does what others do not
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
        if (caller.isInterrupted()) {
            stopped = true;
        }
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
