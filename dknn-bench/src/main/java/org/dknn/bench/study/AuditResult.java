package org.dknn.bench.study;

import java.util.Map;

/**
 * How many planted errors an audit finds.
 *
 * @param precision in the most suspect twentieth of the examples, by what it is ordered by
 * @param size of the training set
 */
record AuditResult(Map<String, Double> precision, int size) {}
