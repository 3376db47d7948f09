package org.dknn.nlp.attribution;

import java.util.BitSet;
import java.util.List;

/** Which sets of groups are asked for their score to find Shapley values, and what the values then are. */
sealed interface Coalitions permits AllCoalitions, DrawnOrders {

    /** The sets of groups that are there, without the set of all. */
    List<BitSet> asked();

    /**
     * One value per group, of the scores that there are; 0 for all where they do not suffice.
     *
     * @param all score of all groups
     * @param scores of the asked sets, in their order; NaN for those that were not answered
     */
    double[] values(double all, double[] scores);
}
