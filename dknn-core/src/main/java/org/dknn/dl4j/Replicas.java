package org.dknn.dl4j;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Pool of graphs over one parameter memory, each used by one thread at a time. A graph stores its last input, so two
 * threads on one graph would mix up their rows.
 *
 * @param <G> type of the graphs
 */
final class Replicas<G> {

    private final BlockingQueue<G> idle;

    Replicas(int count, Supplier<G> maker) {
        this.idle = new ArrayBlockingQueue<>(count);
        for (int i = 0; i < count; i++) {
            idle.add(KeptBuffers.during(maker));
        }
    }

    /** Runs work on a replica, after waiting for a free one. Buffers that it creates are {@linkplain KeptBuffers kept} meanwhile. */
    <T> T with(Function<G, T> work) {
        G graph = take();
        try {
            return KeptBuffers.during(() -> work.apply(graph));
        } finally {
            idle.add(graph);
        }
    }

    private G take() {
        try {
            return idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a free replica of the network", e);
        }
    }
}
