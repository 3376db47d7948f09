package org.dknn.nlp.evaluate;

/** Which values of a metric are good. */
public enum Direction {

    /** Larger is better. */
    HIGHER_IS_BETTER("↑"),

    /** Smaller is better. */
    LOWER_IS_BETTER("↓"),

    /** The metric describes, and does not judge. */
    NEITHER("");

    private final String arrow;

    Direction(String arrow) {
        this.arrow = arrow;
    }

    /** An arrow up or down, or nothing. */
    public String arrow() {
        return arrow;
    }
}
