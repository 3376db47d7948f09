package org.dknn.dl4j;

import java.util.function.Function;
import java.util.function.Supplier;
import org.dknn.activation.ReplicaPool;

/**
 * Pool of graphs over one parameter memory, each used by one thread at a time. A graph stores its last input, so two
 * threads on one graph would mix up their rows.
 *
 * @param <G> type of the graphs
 */
final class Replicas<G> {

    private final ReplicaPool<G> pool;

    Replicas(int count, Supplier<G> maker) {
        this.pool = new ReplicaPool<>(count, () -> KeptBuffers.during(maker));
    }

    /** Runs work on a replica, after waiting for a free one. Buffers that it creates are {@linkplain KeptBuffers kept} meanwhile. */
    <T> T with(Function<G, T> work) {
        return pool.with(graph -> KeptBuffers.during(() -> work.apply(graph)));
    }
}
