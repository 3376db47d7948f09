package org.dknn.bench.study;

import java.util.List;
import java.util.Map;

/**
 * Planted errors that an audit finds.
 *
 * @param found by what the examples are ordered by, ordinals of the planted ones among the first
 * @param first number of examples that are looked at
 */
record AuditResult(Map<String, List<Integer>> found, int first) {

    /** Not more than the result has. */
    List<Integer> found(String order) {
        return found.getOrDefault(order, List.of());
    }
}
