package org.dknn.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplicaPoolTest {

    @Test
    void a_replica_is_used_by_one_thread_at_a_time() {
        AtomicInteger made = new AtomicInteger();
        ReplicaPool<AtomicInteger> pool = new ReplicaPool<>(2, () -> {
            made.incrementAndGet();
            return new AtomicInteger();
        });

        IntStream.range(0, 2000)
                .parallel()
                .forEach(i -> pool.with(users -> {
                    assertEquals(1, users.incrementAndGet());
                    return users.decrementAndGet();
                }));

        assertEquals(2, made.get());
    }

    @Test
    void a_replica_is_free_again_after_an_error() {
        ReplicaPool<String> pool = new ReplicaPool<>(1, () -> "replica");

        assertThrows(
                IllegalArgumentException.class,
                () -> pool.with(replica -> {
                    throw new IllegalArgumentException(replica);
                }));

        assertEquals(7, pool.with(String::length));
    }

    @Test
    void an_interrupted_thread_stays_interrupted() {
        ReplicaPool<String> pool = new ReplicaPool<>(1, () -> "replica");

        pool.with(replica -> {
            Thread.currentThread().interrupt();
            assertThrows(CancellationException.class, () -> pool.with(String::length));
            assertTrue(Thread.interrupted());
            return replica;
        });
    }
}
