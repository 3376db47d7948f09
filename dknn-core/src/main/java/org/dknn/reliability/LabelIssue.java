package org.dknn.reliability;

/**
 * A reference example whose neighbors speak for another label than its own.
 *
 * @param ordinal of the example in {@code DeepKnn.reference()}
 * @param label its own
 * @param proposed the least strange one
 * @param suspicion by how much its own label is stranger than the proposed one, by the classifier's nonconformity; above 0
 * @param agreement share of the neighbors over all layers that carry its own label, in {@code [0, 1]}
 */
public record LabelIssue(int ordinal, int label, int proposed, double suspicion, double agreement) {}
