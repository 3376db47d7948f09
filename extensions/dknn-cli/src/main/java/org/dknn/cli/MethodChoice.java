package org.dknn.cli;

import java.util.List;
import java.util.Locale;
import org.dknn.DeepKnn;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.SamplingBudget;
import org.dknn.nlp.attribution.ShapleyValues;
import org.dknn.nlp.explain.Segment;

/** Methods of attribution. */
enum MethodChoice {
    /** By neighbors and network together: the library's default. */
    NEIGHBORS_AND_NETWORK,
    /** By how much nearer the class is than the nearest other one, words left out and alone. */
    NEIGHBORS,
    /** Drop in the share of agreeing neighbors, as in the paper. */
    CONFORMITY,
    /** Drop in how much nearer the class is than the nearest other one. */
    NEIGHBORS_LEAVE_ONE_OUT,
    /** Drop in the p-value. */
    P_VALUE,
    /** Drop in the network's probability. */
    PROBABILITY,
    /** Shapley values of the share of agreeing neighbors. */
    CONFORMITY_SHAPLEY,
    /** Shapley values of the network's probability. */
    PROBABILITY_SHAPLEY;

    private static final int STRONGEST = 3;
    private static final SamplingBudget BUDGET = new SamplingBudget(200, 1);

    /** The library's default for a model, and the paper's method. */
    static List<MethodChoice> usual(DeepKnn<?> fitted) {
        return List.of(best(fitted), CONFORMITY);
    }

    /** The library's default for a model: of a transformer by neighbors alone. */
    static MethodChoice best(DeepKnn<?> fitted) {
        return fitted.extractor().isContextual() ? NEIGHBORS : NEIGHBORS_AND_NETWORK;
    }

    Attribution attribution() {
        return switch (this) {
            case NEIGHBORS_AND_NETWORK -> LeaveOneOutAndIn.neighborsAndNetwork();
            case NEIGHBORS -> LeaveOneOutAndIn.neighbors();
            case CONFORMITY -> LeaveOneOut.conformity();
            case NEIGHBORS_LEAVE_ONE_OUT -> LeaveOneOut.neighbors();
            case P_VALUE -> LeaveOneOut.pValue();
            case PROBABILITY -> LeaveOneOut.probability();
            case CONFORMITY_SHAPLEY -> ShapleyValues.conformity(BUDGET);
            case PROBABILITY_SHAPLEY -> ShapleyValues.probability(BUDGET);
        };
    }

    /** The method; of texts of more than five sentences by sentence first, then by the words of the three strongest, where it can. */
    Attribution sentencesFirst() {
        return attribution() instanceof LeaveOneOutAndIn method
                ? method.sentencesFirst(Segment.FEW_SENTENCES, STRONGEST)
                : attribution();
    }

    /** Whether neighbors have a part in its values, so that other training texts would change them. */
    boolean readsNeighbors() {
        return this != PROBABILITY && this != PROBABILITY_SHAPLEY;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
