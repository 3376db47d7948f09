package org.dknn.bench;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Adds up the time that work of one kind takes. */
final class Stopwatch {

    private final AtomicLong nanos = new AtomicLong();

    <T> T time(Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            nanos.addAndGet(System.nanoTime() - start);
        }
    }

    /** The time since the last call of this method. */
    long takeNanos() {
        return nanos.getAndSet(0);
    }
}
