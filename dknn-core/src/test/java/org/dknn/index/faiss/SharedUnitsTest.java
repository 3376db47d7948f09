package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class SharedUnitsTest {

    @Test
    void every_unit_is_done_once_before_the_call_returns() {
        for (int count : new int[] {0, 1, 2, 1000}) {
            AtomicIntegerArray done = new AtomicIntegerArray(count);

            SharedUnits.run(count, done::incrementAndGet);

            for (int unit = 0; unit < count; unit++) {
                assertEquals(1, done.get(unit));
            }
        }
    }

    @Test
    void an_interrupt_between_units_ends_the_work() {
        AtomicInteger done = new AtomicInteger();
        Thread caller = Thread.currentThread();

        assertThrows(
                CancellationException.class,
                () -> SharedUnits.run(10_000, unit -> {
                    done.incrementAndGet();
                    caller.interrupt();
                }));

        assertTrue(Thread.interrupted());
        assertTrue(done.get() < 10_000);
    }

    @Test
    void the_failure_of_a_unit_is_that_of_the_call() {
        IllegalStateException failure = new IllegalStateException("no memory");

        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> SharedUnits.run(100, unit -> {
                    throw failure;
                }));

        assertSame(failure, thrown);
    }

    @Test
    void an_error_of_a_unit_is_that_of_the_call_once_all_others_are_out() {
        AtomicInteger inside = new AtomicInteger();

        assertThrows(
                StackOverflowError.class,
                () -> SharedUnits.run(100, unit -> {
                    inside.incrementAndGet();
                    try {
                        throw new StackOverflowError();
                    } finally {
                        inside.decrementAndGet();
                    }
                }));

        assertEquals(0, inside.get());
    }
}
