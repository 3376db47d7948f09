package org.dknn.index.faiss;

import org.dknn.index.ExactNeighborIndexContract;
import org.dknn.index.IndexFactory;

class FlatOrExactContractTest extends ExactNeighborIndexContract {

    @Override
    protected IndexFactory factory() {
        return Faiss.flatOrExact();
    }
}
