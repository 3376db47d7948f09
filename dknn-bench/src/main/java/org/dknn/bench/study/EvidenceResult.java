package org.dknn.bench.study;

import java.util.List;
import java.util.Map;

/**
 * What is shown of texts by a network that has learned planted errors.
 *
 * @param flips of texts whose label the errors change: by way of showing, one number per text
 * @param others the same of as many texts that are as near the boundary and keep their label
 * @param marks of the training examples
 */
record EvidenceResult(Map<String, List<Double>> flips, Map<String, List<Double>> others, EvidenceStudy.Marks marks) {}
