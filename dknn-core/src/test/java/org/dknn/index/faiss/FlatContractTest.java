package org.dknn.index.faiss;

import org.dknn.index.IndexFactory;
import org.dknn.testkit.ExactNeighborIndexContract;

@NeedsFaiss
class FlatContractTest extends ExactNeighborIndexContract {

    @Override
    protected IndexFactory factory() {
        return Faiss.flat();
    }
}
