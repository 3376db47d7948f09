package org.dknn.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Interrupts a command when its process is asked to end, by Ctrl-C or otherwise, and waits up to 3 seconds, in which it deletes files that
 * are half written. What long runs have saved stays, and the same command continues there.
 */
final class Interruption {

    private static final long SECONDS = 3;

    private Interruption() {}

    /**
     * Runs a command in this thread.
     *
     * @return its exit code; that of a process which was asked to end is the system's own, 130 for Ctrl-C
     */
    static int run(IntSupplier command) {
        Thread thread = Thread.currentThread();
        CountDownLatch isDone = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (isDone.getCount() > 0) {
                thread.interrupt();
                await(isDone);
            }
        }));
        try {
            return command.getAsInt();
        } finally {
            isDone.countDown();
        }
    }

    private static void await(CountDownLatch isDone) {
        try {
            // what computes and writes nothing is ended as it is
            var unused = isDone.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
