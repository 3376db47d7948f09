package org.dknn.nlp.evaluate;

import java.util.BitSet;

/** Chosen words against wanted ones, of which there is at least one. */
record WordOverlap(int chosen, int wanted, int both) {

    WordOverlap(BitSet chosen, BitSet wanted) {
        this(chosen.cardinality(), wanted.cardinality(), common(chosen, wanted));
    }

    private static int common(BitSet chosen, BitSet wanted) {
        BitSet common = (BitSet) chosen.clone();
        common.and(wanted);
        return common.cardinality();
    }

    double precision() {
        return chosen == 0 ? 0 : (double) both / chosen;
    }

    double recall() {
        return (double) both / wanted;
    }

    double f1() {
        return 2.0 * both / (chosen + wanted);
    }

    double iou() {
        return (double) both / (chosen + wanted - both);
    }
}
