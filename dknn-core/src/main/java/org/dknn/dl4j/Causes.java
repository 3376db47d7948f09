package org.dknn.dl4j;

import java.util.List;

/** Why a network could not read an input, as far as DL4J's message tells. */
final class Causes {

    private static final int LONGEST = 300;

    private Causes() {}

    /**
     * What to throw where a batch cannot be read.
     *
     * @param reader such as "the network"
     */
    static <I> IllegalArgumentException unreadable(
            String reader, List<I> batch, InputEncoder<I> encoder, RuntimeException cause) {
        return new IllegalArgumentException(
                reader + " cannot read " + batch.size() + " inputs of lengths " + encoder.lengths(batch.get(0))
                        + "; it says: " + oneLine(cause) + advice(cause),
                cause);
    }

    /** The message of an exception in one line of at most some 300 characters. */
    static String oneLine(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST - 3) + "...";
    }

    /** What to do, if the cause is known: starts with "; ", or is empty. */
    static String advice(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("effective kernel") || message.contains("dimension size values < 0")) {
            return "; its convolutions need longer texts: give the encoder LengthPolicy.minimum(n), n the width of the"
                    + " widest kernel";
        }
        if (message.contains("New shape length") || message.contains("does not match configuration: expected")) {
            return "; it reads texts of one length only: give the encoder LengthPolicy.fixed(n), n the length it was"
                    + " trained on";
        }
        return "";
    }
}
