package org.dknn.activation;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dknn.internal.WorkScope;

/**
 * Pool of replicas of a network that is not safe for use by many threads: each replica is used by one thread at a time.
 * Safe for use by many threads.
 *
 * @param <G> type of the replicas
 */
public final class ReplicaPool<G> {

    private final BlockingQueue<G> idle;

    /**
     * Makes all replicas.
     *
     * @param count at least 1
     * @param maker makes one
     */
    public ReplicaPool(int count, Supplier<G> maker) {
        this.idle = new ArrayBlockingQueue<>(count);
        for (int i = 0; i < count; i++) {
            idle.add(maker.get());
        }
    }

    /**
     * Runs work on a replica, after waiting for a free one.
     *
     * @throws CancellationException if the thread is interrupted while it waits; it stays interrupted
     */
    public <T> T with(Function<G, T> work) {
        G replica = take();
        try {
            return work.apply(replica);
        } finally {
            idle.add(replica);
        }
    }

    private G take() {
        G free = idle.poll();
        if (free != null) {
            return free;
        }
        long start = System.nanoTime();
        try {
            return idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for a free replica of the network");
        } finally {
            WorkScope.current().add(WorkScope.Phase.WAITING, System.nanoTime() - start);
        }
    }
}
