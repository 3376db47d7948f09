package org.dknn.nlp.attribution;

import java.util.BitSet;
import java.util.List;

/** Which sets of units are asked for their score to find Shapley values, and what the values then are. */
sealed interface Coalitions permits AllCoalitions, DrawnOrders {

    /** The sets of units that are there, without the set of all. */
    List<BitSet> asked();

    /**
     * One value a unit.
     *
     * @param all score of all units
     * @param scores of the asked sets, in their order
     */
    double[] values(double all, double[] scores);
}
