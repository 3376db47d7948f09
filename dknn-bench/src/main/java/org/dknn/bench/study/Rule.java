package org.dknn.bench.study;

/** Ways to a label whose accuracy is told. */
enum Rule {
    /** The network's own: its largest probability. */
    SOFTMAX("softmax"),

    /** Deep k-Nearest Neighbors over all layers by cosine, the label of the largest p-value. */
    DKNN("DkNN, cosine"),

    /** The same by the Euclidean distance, which the original takes. */
    DKNN_EUCLIDEAN("DkNN, Euclidean"),

    /** The original's {@code predict}: {@link OriginalDknn#label}. */
    LAST_LAYER("last layer only"),

    /** Read off the original's calibrated credibility: {@link OriginalDknn#labelOfLargestCredibility}. */
    INVERTED("largest inverted credibility");

    private final String title;

    Rule(String title) {
        this.title = title;
    }

    /** Heading of its column. */
    String title() {
        return title;
    }
}
