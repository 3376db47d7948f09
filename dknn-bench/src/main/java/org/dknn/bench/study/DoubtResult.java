package org.dknn.bench.study;

import java.util.Map;

/**
 * How well scores of one model tell foreign texts from its test texts.
 *
 * @param areas AUROC by foreign texts and score
 * @param alarms share of the texts that are called out-of-distribution at 5 %, by foreign texts; test texts by the empty name
 */
record DoubtResult(Map<String, Map<String, Double>> areas, Map<String, Double> alarms) {}
