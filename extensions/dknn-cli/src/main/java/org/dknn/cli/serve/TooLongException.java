package org.dknn.cli.serve;

/** A text is longer than what is explained while someone waits. */
final class TooLongException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    TooLongException(String message) {
        super(message);
    }
}
