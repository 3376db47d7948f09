package org.dknn.internal;

/** Closes what may hold native memory, such as the session of a model. */
public final class Closing {

    private Closing() {}

    /**
     * Closes an object that is {@link AutoCloseable}; leaves others.
     *
     * @throws IllegalStateException if it fails with a checked exception, which is the cause
     */
    public static void close(Object held) {
        if (held instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("cannot close " + held, e);
            }
        }
    }
}
