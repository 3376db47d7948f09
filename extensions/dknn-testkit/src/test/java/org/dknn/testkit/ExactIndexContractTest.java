package org.dknn.testkit;

import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;

/** The kit as a user takes it: the jar, and an index that passes. */
class ExactIndexContractTest extends ExactNeighborIndexContract {

    @Override
    protected IndexFactory factory() {
        return ExactIndex.factory();
    }
}
