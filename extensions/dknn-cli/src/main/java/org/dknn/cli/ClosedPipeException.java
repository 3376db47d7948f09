package org.dknn.cli;

import java.io.IOException;

/** Whoever read standard output has gone, as {@code head} does when it has enough. */
final class ClosedPipeException extends IOException {

    private static final long serialVersionUID = 1;

    ClosedPipeException(IOException cause) {
        super(cause);
    }
}
