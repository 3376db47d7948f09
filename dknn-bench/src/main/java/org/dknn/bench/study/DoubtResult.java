package org.dknn.bench.study;

import java.util.Map;

/**
 * How well scores of one model tell foreign texts from its test texts.
 *
 * @param areas AUROC by foreign texts and score
 * @param matched the same among texts of the same number of words
 * @param alarms share of the texts that are called out-of-distribution at 5 %, by foreign texts, {@value #TEST} and {@value #DEV}
 */
record DoubtResult(
        Map<String, Map<String, Double>> areas, Map<String, Map<String, Double>> matched, Map<String, Double> alarms) {

    static final String TEST = "test";
    static final String DEV = "dev";
}
