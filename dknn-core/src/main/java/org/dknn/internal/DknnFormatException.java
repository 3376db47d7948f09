package org.dknn.internal;

import java.io.IOException;

/**
 * Thrown for a file that is damaged, foreign or newer, or that belongs to another model, other layers or another index.
 */
public final class DknnFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    /** An exception whose message says what was wanted and what came. */
    public DknnFormatException(String message) {
        super(message);
    }

    /** An exception whose message says what was wanted and what came, with its cause. */
    public DknnFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
