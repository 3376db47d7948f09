package org.dknn.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Adds up the time that calls of one method take. */
final class Stopwatch {

    private final AtomicLong nanos = new AtomicLong();

    /** An object that does what another does, and is timed when one of its methods is called. */
    <T> T around(Class<T> type, T timed, String method) {
        return proxy(type, timed, method, nanos, result -> result);
    }

    /** The result of a call that is timed. */
    <T> T time(Supplier<T> call) {
        long start = System.nanoTime();
        try {
            return call.get();
        } finally {
            nanos.addAndGet(System.nanoTime() - start);
        }
    }

    /** An object that does what another does, but for what a method of it returns. */
    static <T> T changed(Class<T> type, T original, String method, UnaryOperator<Object> change) {
        return proxy(type, original, method, new AtomicLong(), change);
    }

    private static <T> T proxy(
            Class<T> type, T original, String method, AtomicLong nanos, UnaryOperator<Object> change) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    long start = System.nanoTime();
                    try {
                        Object result = called.invoke(original, arguments);
                        return called.getName().equals(method) ? change.apply(result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    } finally {
                        nanos.addAndGet(called.getName().equals(method) ? System.nanoTime() - start : 0);
                    }
                }));
    }

    /** The time since the last call of this method. */
    long takeNanos() {
        return nanos.getAndSet(0);
    }
}
