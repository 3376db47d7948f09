package org.dknn.internal;

import java.io.IOException;

/** A file that is damaged, foreign or newer, or was made for another model, other layers or another index. */
public final class DknnFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Names what was wanted and what came. */
    public DknnFormatException(String message) {
        super(message);
    }

    /** Names what was wanted and what came, and the failure that told so. */
    public DknnFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
