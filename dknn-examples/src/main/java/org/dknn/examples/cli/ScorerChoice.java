package org.dknn.examples.cli;

import java.util.Locale;
import org.dknn.ClassScore;
import org.dknn.nlp.saliency.LeaveOneOut;
import org.dknn.nlp.saliency.RemovalStrategy;
import org.dknn.nlp.saliency.SaliencyScorer;
import org.dknn.nlp.saliency.ShapleyValues;
import org.dknn.nlp.saliency.TextBudget;

/** The methods of scoring words that the command line offers. */
enum ScorerChoice {
    /** Drop in the share of agreeing neighbors; the paper's. */
    CONFORMITY(LeaveOneOut.conformity()),
    /** Drop in how much nearer the class is than the nearest other one. */
    LOG_RATIO(new LeaveOneOut("log-ratio", ClassScore.LOG_RATIO, RemovalStrategy.delete())),
    /** Drop in the p-value. */
    P_VALUE(LeaveOneOut.pValue()),
    /** Drop in the network's probability. */
    PROBABILITY(LeaveOneOut.probability()),
    /** What a word adds to the share of agreeing neighbors, whatever other words are there. */
    CONFORMITY_SHAPLEY(ShapleyValues.conformity(budget())),
    /** What a word adds to the network's probability, whatever other words are there. */
    PROBABILITY_SHAPLEY(ShapleyValues.probability(budget()));

    private final SaliencyScorer scorer;

    ScorerChoice(SaliencyScorer scorer) {
        this.scorer = scorer;
    }

    SaliencyScorer scorer() {
        return scorer;
    }

    /** As users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static TextBudget budget() {
        return new TextBudget(200, 1);
    }
}
