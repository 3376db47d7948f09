package org.dknn.reliability;

/**
 * Limits within which a classifier with a reject option predicts.
 *
 * @param errorRate share of the given labels that may be wrong, in {@code (0, 1)}, such as .05
 * @param failureProbability probability that the error rate is exceeded, over the draw of held-out examples, in
 *     {@code (0, 1)}, such as .1
 * @param oodErrorRate share of in-distribution inputs that may be rejected as out-of-distribution, in {@code (0, 1)},
 *     such as .05
 */
public record RejectOption(double errorRate, double failureProbability, double oodErrorRate) {

    /** Checks the shares. */
    public RejectOption {
        Checks.inside01(errorRate, "the error rate");
        Checks.inside01(failureProbability, "the failure probability");
        Checks.inside01(oodErrorRate, "the OOD error rate");
    }
}
