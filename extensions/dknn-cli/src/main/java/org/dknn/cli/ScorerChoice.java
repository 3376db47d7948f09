package org.dknn.cli;

import java.util.Locale;
import org.dknn.conformal.Nonconformity;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Bootstrap;
import org.dknn.nlp.attribution.BootstrappedLeaveOneOut;
import org.dknn.nlp.attribution.BootstrappedLeaveOneOutAndIn;
import org.dknn.nlp.attribution.EvidenceScore;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.SamplingBudget;
import org.dknn.nlp.attribution.ShapleyValues;

/** The methods of scoring words that the command line offers. */
enum ScorerChoice {
    /** What neighbors and network say together, by both ends of the text: the library's default. */
    NEIGHBORS_AND_NETWORK,
    /** How much nearer the class is than the nearest other one, by both ends of the text. */
    NEIGHBORS,
    /** Drop in the share of agreeing neighbors; the paper's. */
    CONFORMITY,
    /** Drop in how much nearer the class is than the nearest other one. */
    NEIGHBORS_LEAVE_ONE_OUT,
    /** Drop in the p-value. */
    P_VALUE,
    /** Drop in the network's probability. */
    PROBABILITY,
    /** What a word adds to the share of agreeing neighbors, whatever other words are there. */
    CONFORMITY_SHAPLEY,
    /** What a word adds to the network's probability, whatever other words are there. */
    PROBABILITY_SHAPLEY;

    Attribution scorer() {
        return switch (this) {
            case NEIGHBORS_AND_NETWORK -> LeaveOneOutAndIn.neighborsAndNetwork();
            case NEIGHBORS -> LeaveOneOutAndIn.neighbors();
            case CONFORMITY -> LeaveOneOut.conformity();
            case NEIGHBORS_LEAVE_ONE_OUT -> LeaveOneOut.neighbors();
            case P_VALUE -> LeaveOneOut.pValue();
            case PROBABILITY -> LeaveOneOut.probability();
            case CONFORMITY_SHAPLEY -> ShapleyValues.conformity(budget());
            case PROBABILITY_SHAPLEY -> ShapleyValues.probability(budget());
        };
    }

    /** The same with intervals, where there are any: of what the neighbors say. */
    Attribution scorer(Bootstrap bootstrap) {
        EvidenceScore logRatio = EvidenceScore.of(Nonconformity.logRatio());
        return switch (this) {
            case NEIGHBORS_AND_NETWORK -> BootstrappedLeaveOneOutAndIn.neighborsAndNetwork(bootstrap);
            case NEIGHBORS -> new BootstrappedLeaveOneOutAndIn(LeaveOneOutAndIn.neighbors(), logRatio, bootstrap);
            case CONFORMITY -> BootstrappedLeaveOneOut.conformity(bootstrap);
            case NEIGHBORS_LEAVE_ONE_OUT -> new BootstrappedLeaveOneOut(LeaveOneOut.neighbors(), logRatio, bootstrap);
            default -> scorer();
        };
    }

    /** As users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static SamplingBudget budget() {
        return new SamplingBudget(200, 1);
    }
}
