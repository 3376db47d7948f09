package org.dknn.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** Checks that bad input is refused with a message that names what was wanted and what came. */
public final class Refusals {

    private Refusals() {}

    /** The action must throw an {@link IllegalArgumentException} whose message has a part. */
    public static void assertRefused(String part, Executable action) {
        assertRefused(IllegalArgumentException.class, part, action);
    }

    /** The action must throw an exception of a type whose message has a part. */
    public static void assertRefused(Class<? extends Exception> type, String part, Executable action) {
        String message = String.valueOf(assertThrows(type, action).getMessage());
        assertTrue(message.contains(part), message);
    }
}
