package org.dknn.reliability;

/**
 * Reference example whose neighbors indicate another label.
 *
 * @param ordinal of the example in {@code DeepKnn.reference()}
 * @param label its own
 * @param proposed the label of the smallest nonconformity
 * @param margin nonconformity of its own label minus that of the proposed one; above 0
 * @param agreement share of the neighbors over all layers that carry its own label, in {@code [0, 1]}
 */
public record LabelIssue(int ordinal, int label, int proposed, double margin, double agreement) {}
