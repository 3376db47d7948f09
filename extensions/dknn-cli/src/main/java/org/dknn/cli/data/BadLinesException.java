package org.dknn.cli.data;

/** Lines of a file that cannot be read; the message has a line for each of them, up to a number. */
public final class BadLinesException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    BadLinesException(String message) {
        super(message);
    }
}
