package org.dknn.reliability;

/**
 * When it is better not to answer.
 *
 * @param errorRate share of the answers that may be wrong, in {@code (0, 1)}, such as .05
 * @param failureProbability with which the promise may fail because the held-out examples misled, in {@code (0, 1)}, such as .1
 * @param strangeness share of usual inputs that may be taken for strange ones and get no answer, in {@code (0, 1)}, such as .05
 */
public record RejectOption(double errorRate, double failureProbability, double strangeness) {

    /** Checks the shares. */
    public RejectOption {
        Checks.inside01(errorRate, "the error rate");
        Checks.inside01(failureProbability, "the failure probability");
        Checks.inside01(strangeness, "the strangeness");
    }
}
