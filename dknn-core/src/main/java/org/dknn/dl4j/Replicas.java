package org.dknn.dl4j;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Graphs over one parameter memory, each lent to one thread at a time: a graph keeps its last input in itself, so two threads
 * on one graph get each other's rows.
 *
 * @param <G> type of the graphs
 */
final class Replicas<G> {

    private final BlockingQueue<G> idle;

    Replicas(int count, Supplier<G> maker) {
        this.idle = new ArrayBlockingQueue<>(count);
        for (int i = 0; i < count; i++) {
            idle.add(maker.get());
        }
    }

    /** Runs work on a replica; waits for one to be free. */
    <T> T with(Function<G, T> work) {
        G graph = take();
        try {
            return work.apply(graph);
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
