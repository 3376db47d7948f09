package org.dknn.nlp.json;

/** Counts the lines of one reading; not safe for use by many threads. */
final class LineNumbers {

    private long last;

    /** A line and its number, from 1. */
    record Line(long number, String text) {}

    Line count(String text) {
        last++;
        return new Line(last, text);
    }
}
