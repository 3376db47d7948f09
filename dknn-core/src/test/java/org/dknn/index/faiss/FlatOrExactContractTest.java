package org.dknn.index.faiss;

import org.dknn.index.IndexFactory;
import org.dknn.testkit.ExactNeighborIndexContract;

class FlatOrExactContractTest extends ExactNeighborIndexContract {

    @Override
    protected IndexFactory factory() {
        return Faiss.flatOrExact();
    }
}
